/// The pre-tokenizers that tokenizer.json can hold; a new one is one line here.
enum StoredPreTokenizers {
  static let registry = StageRegistry<any PreTokenizer>(readers: [
    (
      "ICUWords",
      { json throws(TokenizerError) in
        let locale = try json.text("locale", default: "")
        return try json.locating { () throws(TokenizerError) in try ICUWords(locale: locale) }
      }
    ),
    ("ByteLevel", { json throws(TokenizerError) in try ByteLevel(json) }),
    ("Split", { json throws(TokenizerError) in try Split(json) }),
    ("Metaspace", { json throws(TokenizerError) in try Metaspace(json) }),
    ("Whitespace", { _ throws(TokenizerError) in Whitespace() }),
    ("WhitespaceSplit", { _ throws(TokenizerError) in WhitespaceSplit() }),
    ("BertPreTokenizer", { _ throws(TokenizerError) in BertPreTokenizer() }),
    ("Punctuation", { json throws(TokenizerError) in try Punctuation(json) }),
    (
      "Digits",
      { json throws(TokenizerError) in Digits(individually: try json.bool("individual_digits", default: false)) }
    ),
    ("CharDelimiterSplit", { json throws(TokenizerError) in try DelimiterSplit(json) }),
    ("UnicodeScripts", { _ throws(TokenizerError) in UnicodeScripts() }),
    ("FixedLength", { json throws(TokenizerError) in try FixedLength(json) }),
    ("Sequence", { json throws(TokenizerError) in try PreTokenizerSequence(json) }),
  ])
}

extension ICUWords: StoredStage {
  /// Hugging Face has nothing like it, so the name is ours.
  var typeName: String { "ICUWords" }

  var isForeign: Bool { true }

  func writeSettings(to json: inout JSONWriter) { json.member("locale", locale) }
}

extension ByteLevel: StoredStage {
  var typeName: String { "ByteLevel" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      addsPrefixSpace: try json.bool("add_prefix_space", default: true),
      cuts: try json.bool("use_regex", default: true), trimsOffsets: try json.bool("trim_offsets", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("add_prefix_space", addsPrefixSpace)
    json.member("trim_offsets", trimsOffsets)
    json.member("use_regex", cuts)
  }
}

extension Split: StoredStage {
  var typeName: String { "Split" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      try TextPattern(json.required("pattern")), try json.required("behavior").name(of: SplitBehavior.self),
      isInverted: try json.bool("invert", default: false))
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.pattern(pattern)
    json.member("behavior", behavior.rawValue)
    json.member("invert", isInverted)
  }
}

extension Metaspace: StoredStage {
  var typeName: String { "Metaspace" }

  /// Older files say `add_prefix_space` in place of `prepend_scheme`.
  init(_ json: JSONElement) throws(TokenizerError) {
    let scheme = try json.optional("prepend_scheme")
    var prefix = try scheme?.name(of: Prefix.self) ?? .always
    if let adds = try json.optional("add_prefix_space"), try !adds.bool() {
      if let scheme, prefix != .never {
        throw .wrongJSON(scheme.path, found: prefix.rawValue, expected: "never, as add_prefix_space is false")
      }
      prefix = .never
    }
    self.init(
      mark: try json.required("replacement").character(), prefix: prefix, cuts: try json.bool("split", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("replacement", String(mark))
    json.member("prepend_scheme", prefix.rawValue)
    json.member("split", cuts)
  }
}

extension Whitespace: StoredStage {
  var typeName: String { "Whitespace" }
}

extension WhitespaceSplit: StoredStage {
  var typeName: String { "WhitespaceSplit" }
}

extension BertPreTokenizer: StoredStage {
  var typeName: String { "BertPreTokenizer" }
}

extension UnicodeScripts: StoredStage {
  var typeName: String { "UnicodeScripts" }
}

extension Punctuation: StoredStage {
  var typeName: String { "Punctuation" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(try json.optional("behavior")?.name(of: SplitBehavior.self) ?? .isolated)
  }

  func writeSettings(to json: inout JSONWriter) { json.member("behavior", behavior.rawValue) }
}

extension Digits: StoredStage {
  var typeName: String { "Digits" }

  func writeSettings(to json: inout JSONWriter) { json.member("individual_digits", individually) }
}

extension DelimiterSplit: StoredStage {
  var typeName: String { "CharDelimiterSplit" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(try json.required("delimiter").character().unicodeScalars.first ?? " ")
  }

  func writeSettings(to json: inout JSONWriter) { json.member("delimiter", String(delimiter)) }
}

extension FixedLength: StoredStage {
  var typeName: String { "FixedLength" }

  init(_ json: JSONElement) throws(TokenizerError) {
    let length = try json.optional("length")
    self = try json.locating { () throws(TokenizerError) in try FixedLength(length?.count() ?? 5) }
  }

  func writeSettings(to json: inout JSONWriter) { json.member("length", length) }
}

extension PreTokenizerSequence: StoredStage {
  var typeName: String { "Sequence" }

  init(_ json: JSONElement) throws(TokenizerError) {
    var stages: [any PreTokenizer] = []
    for stage in try json.required("pretokenizers").elements() {
      stages.append(try StoredPreTokenizers.registry.read(stage))
    }
    self.init(stages)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.stages("pretokenizers", preTokenizers)
  }

  var stages: [Any] { preTokenizers }
}
