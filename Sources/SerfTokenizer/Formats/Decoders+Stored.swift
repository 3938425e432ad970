/// The decoders that tokenizer.json can hold; a new one is one line here.
enum StoredDecoders {
  static let registry = StageRegistry<any TokenDecoder>(readers: [
    ("ByteFallback", { _ throws(TokenizerError) in ByteFallback() }),
    ("Fuse", { _ throws(TokenizerError) in Fuse() }),
    ("ByteLevel", { json throws(TokenizerError) in ByteLevelDecoder(settings: try ByteLevel(json)) }),
    ("WordPiece", { json throws(TokenizerError) in try WordPieceDecoder(json) }),
    ("Metaspace", { json throws(TokenizerError) in MetaspaceDecoder(try Metaspace(json)) }),
    ("BPEDecoder", { json throws(TokenizerError) in BPEDecoder(suffix: try json.text("suffix", default: "</w>")) }),
    ("CTC", { json throws(TokenizerError) in try CTCDecoder(json) }),
    ("Replace", { json throws(TokenizerError) in try ReplaceDecoder(json) }),
    ("Strip", { json throws(TokenizerError) in try StripDecoder(json) }),
    ("Sequence", { json throws(TokenizerError) in try DecoderSequence(json) }),
  ])
}

extension ByteFallback: StoredStage {
  var typeName: String { "ByteFallback" }
}

extension Fuse: StoredStage {
  var typeName: String { "Fuse" }
}

extension ByteLevelDecoder: StoredStage {
  var typeName: String { "ByteLevel" }

  func writeSettings(to json: inout JSONWriter) { settings.writeSettings(to: &json) }
}

extension WordPieceDecoder: StoredStage {
  var typeName: String { "WordPiece" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(prefix: try json.text("prefix", default: "##"), cleansUp: try json.bool("cleanup", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("prefix", prefix)
    json.member("cleanup", cleansUp)
  }
}

extension MetaspaceDecoder: StoredStage {
  var typeName: String { "Metaspace" }

  func writeSettings(to json: inout JSONWriter) { settings.writeSettings(to: &json) }
}

extension BPEDecoder: StoredStage {
  var typeName: String { "BPEDecoder" }

  func writeSettings(to json: inout JSONWriter) { json.member("suffix", suffix) }
}

extension CTCDecoder: StoredStage {
  var typeName: String { "CTC" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      padding: try json.text("pad_token", default: SpecialToken.padding),
      wordDelimiter: try json.text("word_delimiter_token", default: "|"),
      cleansUp: try json.bool("cleanup", default: true))
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("pad_token", padding)
    json.member("word_delimiter_token", wordDelimiter)
    json.member("cleanup", cleansUp)
  }
}

extension ReplaceDecoder: StoredStage {
  var typeName: String { "Replace" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(try TextPattern(json.required("pattern")), with: try json.required("content").text())
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.pattern(pattern)
    json.member("content", replacement)
  }
}

extension StripDecoder: StoredStage {
  var typeName: String { "Strip" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      try json.required("content").character(), atStart: try json.required("start").count(),
      atEnd: try json.required("stop").count())
  }

  func writeSettings(to json: inout JSONWriter) {
    json.member("content", String(character))
    json.member("start", atStart)
    json.member("stop", atEnd)
  }
}

extension DecoderSequence: StoredStage {
  var typeName: String { "Sequence" }

  init(_ json: JSONElement) throws(TokenizerError) {
    var stages: [any TokenDecoder] = []
    for stage in try json.required("decoders").elements() { stages.append(try StoredDecoders.registry.read(stage)) }
    self.init(stages)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) { try json.stages("decoders", decoders) }

  var stages: [Any] { decoders }
}
