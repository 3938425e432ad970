import SerfMetrics

/// Settings by the names of sacreBLEU's Python API, as the reference figures have them.
struct MetricOptions: Decodable {
  var tokenize: String?
  var lowercase: Bool?
  var smooth_method: String?
  var smooth_value: Double?
  var max_ngram_order: Int?
  var effective_order: Bool?
  var char_order: Int?
  var word_order: Int?
  var beta: Int?
  var whitespace: Bool?
  /// What sacreBLEU's own tests call the opposite of `whitespace`.
  var remove_whitespace: Bool?
  var eps_smoothing: Bool?
  var normalized: Bool?
  var no_punct: Bool?
  var asian_support: Bool?
  var case_sensitive: Bool?
  var level: String?

  /// What it takes to know a tokenization that is not named.
  struct Unknown: Error { let name: String }

  func bleu() throws -> BLEU {
    guard let tokenization = BLEUTokenization(rawValue: tokenize ?? "13a") else { throw Unknown(name: tokenize ?? "") }
    return try BLEU(
      tokenization: tokenization, lowercase: lowercase ?? false, smoothing: smoothing, maxOrder: max_ngram_order ?? 4,
      effectiveOrder: effective_order ?? false)
  }

  private var smoothing: Smoothing {
    switch smooth_method {
    case "none": .none
    case "floor": smooth_value.map(Smoothing.floor) ?? .standardFloor
    case "add-k": smooth_value.map(Smoothing.addK) ?? .standardAddK
    default: .exponential
    }
  }

  func chrF() throws -> ChrF {
    try ChrF(
      characterOrder: char_order ?? 6, wordOrder: word_order ?? 0, beta: beta ?? 2, lowercase: lowercase ?? false,
      whitespace: whitespace ?? remove_whitespace.map { !$0 } ?? false, epsilonSmoothing: eps_smoothing ?? false)
  }

  func ter() -> TER {
    TER(
      normalized: normalized ?? false, noPunctuation: no_punct ?? false, asianSupport: asian_support ?? false,
      caseSensitive: case_sensitive ?? false)
  }

  func metric(_ name: String) throws -> any TextMetric {
    switch name {
    case "bleu": try bleu()
    case "chrf": try chrF()
    default: ter()
    }
  }
}
