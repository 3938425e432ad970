/// The normalisers that tokenizer.json can hold; a new one is one line here.
enum StoredNormalizers {
  static let registry = StageRegistry<any Normalizer>(readers: [
    ("NFC", { _ throws(TokenizerError) in UnicodeNormalization(.nfc) }),
    ("NFD", { _ throws(TokenizerError) in UnicodeNormalization(.nfd) }),
    ("NFKC", { _ throws(TokenizerError) in UnicodeNormalization(.nfkc) }),
    ("NFKD", { _ throws(TokenizerError) in UnicodeNormalization(.nfkd) }),
    ("NFKC_Casefold", { _ throws(TokenizerError) in UnicodeNormalization(.nfkcCasefold) }),
    ("Lowercase", { json throws(TokenizerError) in try Lowercase(json) }),
    ("LocaleLowercase", { json throws(TokenizerError) in try Lowercase(json) }),
    ("StripAccents", { _ throws(TokenizerError) in StripAccents() }),
    ("BertNormalizer", { json throws(TokenizerError) in try BertNormalizer(json) }),
    ("Strip", { json throws(TokenizerError) in try Strip(json) }),
    ("Prepend", { json throws(TokenizerError) in Prepend(try json.required("prepend").text()) }),
    ("Replace", { json throws(TokenizerError) in try Replace(json) }),
    ("Precompiled", { json throws(TokenizerError) in try Precompiled(json) }),
    ("Nmt", { _ throws(TokenizerError) in Nmt() }),
    ("ByteLevel", { _ throws(TokenizerError) in ByteLevelNormalizer() }),
    ("SentencePiece", { json throws(TokenizerError) in try SentencePieceNormalizer(json) }),
    ("Sequence", { json throws(TokenizerError) in try NormalizerSequence(json) }),
  ])
}

extension UnicodeNormalization: StoredStage {
  var typeName: String { form.rawValue }

  var isForeign: Bool { form == .nfkcCasefold }
}

extension Lowercase: StoredStage {
  /// Hugging Face's has no locale, so that one with a locale has a name of its own.
  var typeName: String { locale == nil ? "Lowercase" : "LocaleLowercase" }

  var isForeign: Bool { locale != nil }

  init(_ json: JSONElement) throws(TokenizerError) {
    guard let locale = try json.optional("locale") else {
      self.init()
      return
    }
    self = try locale.locating { () throws(TokenizerError) in try Lowercase(locale: locale.text()) }
  }

  func writeSettings(to json: inout JSONWriter) {
    guard let locale else { return }
    json.member("locale", locale)
  }
}

extension StripAccents: StoredStage {
  var typeName: String { "StripAccents" }
}

extension Nmt: StoredStage {
  var typeName: String { "Nmt" }
}

extension ByteLevelNormalizer: StoredStage {
  var typeName: String { "ByteLevel" }
}

extension BertNormalizer: StoredStage {
  var typeName: String { "BertNormalizer" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      cleansText: try json.bool("clean_text", default: true),
      spacesChinese: try json.bool("handle_chinese_chars", default: true),
      stripsAccents: try json.optional("strip_accents")?.bool(), lowercases: try json.bool("lowercase", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("clean_text", cleansText)
    json.member("handle_chinese_chars", spacesChinese)
    json.key("strip_accents")
    if let stripsAccents { json.bool(stripsAccents) } else { json.null() }
    json.member("lowercase", lowercases)
  }
}

extension Strip: StoredStage {
  var typeName: String { "Strip" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      atStart: try json.bool("strip_left", default: true), atEnd: try json.bool("strip_right", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("strip_left", atStart)
    json.member("strip_right", atEnd)
  }
}

extension Prepend: StoredStage {
  var typeName: String { "Prepend" }

  func writeSettings(to json: inout JSONWriter) { json.member("prepend", prefix) }
}

extension Replace: StoredStage {
  var typeName: String { "Replace" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(try TextPattern(json.required("pattern")), with: try json.required("content").text())
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.pattern(pattern)
    json.member("content", replacement)
  }
}

extension Precompiled: StoredStage {
  var typeName: String { "Precompiled" }

  init(_ json: JSONElement) throws(TokenizerError) {
    let charsmap = try json.required("precompiled_charsmap")
    self = try charsmap.locating { () throws(TokenizerError) in try Precompiled(base64: charsmap.text()) }
  }

  func writeSettings(to json: inout JSONWriter) { json.member("precompiled_charsmap", base64) }
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
    try json.stages("normalizers", normalizers)
  }

  var stages: [Any] { normalizers }
}

// MARK: - Patterns
extension TextPattern {
  /// `{"String": "…"}` or `{"Regex": "…"}`.
  init(_ json: JSONElement) throws(TokenizerError) {
    if let literal = try json.optional("String") {
      self.init(literal: try literal.text())
    } else {
      let regex = try json.required("Regex")
      self = try regex.locating { () throws(TokenizerError) in try TextPattern(regex: regex.text()) }
    }
  }
}

extension JSONWriter {
  /// The member `pattern`.
  mutating func pattern(_ pattern: TextPattern) throws(TokenizerError) {
    key("pattern")
    try object(inline: true) { json in
      switch pattern.source {
      case .literal(let text): json.member("String", text)
      case .regex(let text): json.member("Regex", text)
      }
    }
  }

  /// A member that is a list of stages.
  mutating func stages(_ name: String, _ stages: [Any]) throws(TokenizerError) {
    key(name)
    try array { json throws(TokenizerError) in
      for stage in stages { try json.stage(stage) }
    }
  }
}
