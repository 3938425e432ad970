/// The normalisers that tokenizer.json can hold; a new one is one line here.
enum StoredNormalizers {
  static let registry = StageRegistry<any Normalizer>(readers: [
    ("NFC", { _ throws(TokenizerError) in UnicodeNormalization(.nfc) }),
    ("NFD", { _ throws(TokenizerError) in UnicodeNormalization(.nfd) }),
    ("NFKC", { _ throws(TokenizerError) in UnicodeNormalization(.nfkc) }),
    ("NFKD", { _ throws(TokenizerError) in UnicodeNormalization(.nfkd) }),
    ("NFKC_Casefold", { _ throws(TokenizerError) in UnicodeNormalization(.nfkcCasefold) }),
    ("Lowercase", { json throws(TokenizerError) in try Lowercase(locale: json.optional("locale")?.text() ?? "") }),
    ("Sequence", { json throws(TokenizerError) in try NormalizerSequence(json) }),
  ])
}

extension UnicodeNormalization: StoredStage {
  var typeName: String { form.rawValue }
}

extension Lowercase: StoredStage {
  var typeName: String { "Lowercase" }

  /// Hugging Face's has no locale, so the root locale is not written.
  func writeSettings(to json: inout JSONWriter) {
    guard !locale.isEmpty else { return }
    json.key("locale")
    json.string(locale)
  }
}

extension NormalizerSequence: StoredStage {
  var typeName: String { "Sequence" }

  init(_ json: JSONElement) throws(TokenizerError) {
    var stages: [any Normalizer] = []
    for stage in try json.required("normalizers").elements() {
      stages.append(try StoredNormalizers.registry.read(stage))
    }
    self.init(stages)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("normalizers")
    try json.array { json throws(TokenizerError) in
      for normalizer in normalizers { try json.stage(normalizer) }
    }
  }
}
