import SerfTokenizer

/// Small vocabularies of each normaliser, trained on a few lines.
enum SmallTokenizers {
  static let lines = [
    "the old man and the sea", "The sea was old, and the man was old.", "Ein alter Mann, das Meer – und «Fische»!",
    "naïve café, Ελλάδα ΟΔΟΣ", "我们在北京 ไทย สวัสดี", "3.14 don't   stop\tnow", "한국어 नमस्ते",
  ]

  /// By name, so that a failing test says which.
  static let normalizers = [
    "none", "NFC", "NFD", "NFKC", "NFKD", "NFKC_Casefold", "lower", "lower-root", "lower-tr", "lower-lt",
    "NFD+lower+NFKC",
  ]

  static func normalizer(_ name: String) throws -> (any Normalizer)? {
    switch name {
    case "lower": Lowercase()
    case "lower-root": try Lowercase(locale: "")
    case "lower-tr": try Lowercase(locale: "tr")
    case "lower-lt": try Lowercase(locale: "lt")
    case "NFD+lower+NFKC":
      try NormalizerSequence([
        UnicodeNormalization(.nfd), Lowercase(locale: "lt"), UnicodeNormalization(.nfkcCasefold),
        UnicodeNormalization(.nfkc),
      ])
    default: UnicodeNormalization.Form(rawValue: name).map { UnicodeNormalization($0) }
    }
  }

  static func tokenizer(_ normalizer: String = "NFC") throws -> Tokenizer {
    var trainer = try BytePairTrainer(
      settings: .init(vocabularySize: 420, minimumFrequency: 1, alphabetLimit: 60),
      normalizer: self.normalizer(normalizer))
    try trainer.add(lines)
    return try trainer.train()
  }
}
