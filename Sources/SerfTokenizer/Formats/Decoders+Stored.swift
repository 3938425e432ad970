/// The decoders that tokenizer.json can hold; a new one is one line here.
enum StoredDecoders {
  static let registry = StageRegistry<any TokenDecoder>(readers: [
    ("ByteFallback", { _ throws(TokenizerError) in ByteFallback() }),
    ("Fuse", { _ throws(TokenizerError) in Fuse() }),
    ("Sequence", { json throws(TokenizerError) in try DecoderSequence(json) }),
  ])
}

extension ByteFallback: StoredStage {
  var typeName: String { "ByteFallback" }
}

extension Fuse: StoredStage {
  var typeName: String { "Fuse" }
}

extension DecoderSequence: StoredStage {
  var typeName: String { "Sequence" }

  init(_ json: JSONElement) throws(TokenizerError) {
    var stages: [any TokenDecoder] = []
    for stage in try json.required("decoders").elements() { stages.append(try StoredDecoders.registry.read(stage)) }
    self.init(stages)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("decoders")
    try json.array { json throws(TokenizerError) in
      for decoder in decoders { try json.stage(decoder) }
    }
  }
}
