/// The post-processors that tokenizer.json can hold; a new one is one line here.
enum StoredPostProcessors {
  static let registry = StageRegistry<any PostProcessor>(readers: [
    ("TemplateProcessing", { json throws(TokenizerError) in try TemplateProcessing(json) })
  ])
}

// MARK: - Writing
extension TemplateProcessing: StoredStage {
  var typeName: String { "TemplateProcessing" }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    for (name, parts) in [("single", single), ("pair", pair)] {
      json.key(name)
      try json.array { json throws(TokenizerError) in
        for part in parts { try part.write(to: &json) }
      }
    }
    var tokens: [SpecialToken] = []
    for case .special(let token, _) in single + pair where !tokens.contains(token) { tokens.append(token) }
    json.key("special_tokens")
    try json.object { json throws(TokenizerError) in
      for token in tokens { try Self.write(token, to: &json) }
    }
  }

  private static func write(_ token: SpecialToken, to json: inout JSONWriter) throws(TokenizerError) {
    json.key(token.utf8)
    try json.object(inline: true) { json throws(TokenizerError) in
      json.key("id")
      json.string(token.utf8)
      json.key("ids")
      try json.array { json in json.number(token.id) }
      json.key("tokens")
      try json.array { json in json.string(token.utf8) }
    }
  }
}

extension TemplateProcessing.Part {
  fileprivate func write(to json: inout JSONWriter) throws(TokenizerError) {
    let (kind, name, type) =
      switch self {
      case .text(let source, let typeID): ("Sequence", Array((source == .first ? "A" : "B").utf8), typeID)
      case .special(let token, let typeID): ("SpecialToken", token.utf8, typeID)
      }
    try json.object(inline: true) { json throws(TokenizerError) in
      json.key(kind)
      try json.object { json in
        json.key("id")
        json.string(name)
        json.key("type_id")
        json.number(type)
      }
    }
  }
}

// MARK: - Reading
extension TemplateProcessing {
  init(_ json: JSONElement) throws(TokenizerError) {
    var tokens: [[UInt8]: SpecialToken] = [:]
    for (key, value) in try json.required("special_tokens").members() {
      let ids = try value.required("ids")
      guard let id = try ids.elements().first, try ids.elements().count == 1 else {
        throw .unsupported(ids.path, "a special token of \(try ids.elements().count) ids")
      }
      let name = try key.string()
      let spelling = try value.required("tokens").elements().first?.string() ?? name
      guard tokens.updateValue(SpecialToken(id: try id.id(), utf8: spelling), forKey: name) == nil else {
        throw .repeatedMember(String(decoding: name, as: UTF8.self), in: try json.required("special_tokens").path)
      }
    }
    try self.init(
      single: Self.parts(json.required("single"), tokens), pair: Self.parts(json.required("pair"), tokens))
  }

  private static func parts(
    _ json: JSONElement, _ tokens: [[UInt8]: SpecialToken]
  ) throws(TokenizerError) -> [Part] {
    var parts: [Part] = []
    for element in try json.elements() {
      if let special = try element.optional("SpecialToken") {
        let name = try special.required("id").string()
        guard let token = tokens[name] else {
          throw .unknownToken(name, neededBy: "the template", at: special.path)
        }
        parts.append(.special(token, typeID: try special.required("type_id").id()))
      } else {
        let sequence = try element.required("Sequence")
        let name = try sequence.required("id")
        guard let source = [Array("A".utf8): Encoding.Source.first, Array("B".utf8): .second][try name.string()] else {
          throw .wrongJSON(name.path, found: try name.text(), expected: "A or B")
        }
        parts.append(.text(source, typeID: try sequence.required("type_id").id()))
      }
    }
    return parts
  }
}
