/// The post-processors that tokenizer.json can hold; a new one is one line here.
enum StoredPostProcessors {
  static let registry = StageRegistry<any PostProcessor>(readers: [
    ("TemplateProcessing", { json throws(TokenizerError) in try TemplateProcessing(json) }),
    ("BertProcessing", { json throws(TokenizerError) in try BertProcessing(json) }),
    ("RobertaProcessing", { json throws(TokenizerError) in try RobertaProcessing(json) }),
    ("ByteLevel", { json throws(TokenizerError) in try ByteLevelProcessing(json) }),
    ("Sequence", { json throws(TokenizerError) in try PostProcessorSequence(json) }),
  ])
}

// MARK: - Fixed ones
extension BertProcessing: StoredStage {
  var typeName: String { "BertProcessing" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      classification: try SpecialToken(json.required("cls")), separator: try SpecialToken(json.required("sep")))
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.pair("sep", separator)
    try json.pair("cls", classification)
  }
}

extension RobertaProcessing: StoredStage {
  var typeName: String { "RobertaProcessing" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      classification: try SpecialToken(json.required("cls")), separator: try SpecialToken(json.required("sep")),
      trimsOffsets: try json.bool("trim_offsets", default: true),
      addsPrefixSpace: try json.bool("add_prefix_space", default: true))
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try json.pair("sep", separator)
    try json.pair("cls", classification)
    json.member("trim_offsets", trimsOffsets)
    json.member("add_prefix_space", addsPrefixSpace)
  }
}

extension ByteLevelProcessing: StoredStage {
  var typeName: String { "ByteLevel" }

  init(_ json: JSONElement) throws(TokenizerError) {
    let settings = try ByteLevel(json)
    self.init(
      trimsOffsets: settings.trimsOffsets, addsPrefixSpace: settings.addsPrefixSpace, cuts: settings.cuts)
  }

  func writeSettings(to json: inout JSONWriter) {
    ByteLevel(addsPrefixSpace: addsPrefixSpace, cuts: cuts, trimsOffsets: trimsOffsets).writeSettings(to: &json)
  }
}

extension PostProcessorSequence: StoredStage {
  var typeName: String { "Sequence" }

  init(_ json: JSONElement) throws(TokenizerError) {
    var stages: [any PostProcessor] = []
    for stage in try json.required("processors").elements() {
      stages.append(try StoredPostProcessors.registry.read(stage))
    }
    self.init(stages)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) { try json.stages("processors", processors) }

  var stages: [Any] { processors }
}

extension SpecialToken {
  /// `["[SEP]", 102]`.
  fileprivate init(_ json: JSONElement) throws(TokenizerError) {
    let parts = try json.elements()
    guard parts.count == 2 else {
      throw .wrongJSON(json.path, found: "\(parts.count) elements", expected: "a token and its id")
    }
    self.init(id: try parts[1].id(), utf8: try parts[0].string())
  }
}

extension JSONWriter {
  fileprivate mutating func pair(_ name: String, _ token: SpecialToken) throws(TokenizerError) {
    key(name)
    try array(inline: true) { json in
      json.string(token.utf8)
      json.number(token.id)
    }
  }
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
    var tokens: [[UInt8]: [SpecialToken]] = [:]
    let special = try json.required("special_tokens")
    try special.forEachMember { key, value throws(TokenizerError) in
      let name = try key.string()
      let ids = try value.required("ids").elements()
      let spellings = try value.required("tokens").elements()
      guard ids.count == spellings.count else {
        throw .wrongJSON(
          value.path, found: "\(ids.count) ids and \(spellings.count) tokens", expected: "as many ids as tokens")
      }
      var meant: [SpecialToken] = []
      for (id, spelling) in zip(ids, spellings) {
        meant.append(SpecialToken(id: try id.id(), utf8: try spelling.string()))
      }
      guard tokens.updateValue(meant, forKey: name) == nil else {
        throw .repeatedMember(String(decoding: name, as: UTF8.self), in: special.path)
      }
    }
    self = try json.locating { () throws(TokenizerError) in
      try TemplateProcessing(
        single: Self.parts(json.required("single"), tokens), pair: Self.parts(json.required("pair"), tokens))
    }
  }

  private static func parts(
    _ json: JSONElement, _ tokens: [[UInt8]: [SpecialToken]]
  ) throws(TokenizerError) -> [Part] {
    var parts: [Part] = []
    for element in try json.elements() {
      if let special = try element.optional("SpecialToken") {
        let name = try special.required("id").string()
        guard let meant = tokens[name] else { throw .unknownToken(name, neededBy: "the template", at: special.path) }
        let typeID = try special.required("type_id").id()
        parts += meant.map { .special($0, typeID: typeID) }
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
