/// The models that tokenizer.json can hold; a new one is one line here.
enum StoredModels {
  /// `special` are the ids that text never becomes.
  static func registry(special: Set<Int32>) -> StageRegistry<any SubwordModel> {
    StageRegistry(readers: [
      ("BPE", { json throws(TokenizerError) in try BytePair(json, special: special) })
    ])
  }
}

// MARK: - Writing
extension BytePair: StoredStage {
  var typeName: String { "BPE" }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    for name in ["dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"] {
      json.key(name)
      if name == "unk_token", let token = unknownToken.flatMap({ vocabulary[$0] }) {
        json.string(token)
      } else {
        json.null()
      }
    }
    for (name, value) in [("fuse_unk", fusesUnknown), ("byte_fallback", byteFallback), ("ignore_merges", false)] {
      json.key(name)
      json.bool(value)
    }
    json.key("vocab")
    try json.object { json throws(TokenizerError) in
      for id in 0..<Int32(vocabulary.count) {
        guard let token = vocabulary[id] else { continue }
        guard UTF8Check.firstError(in: token.span) == nil else { throw .notText(token) }
        json.key(token)
        json.number(id)
      }
    }
    try writeMerges(to: &json)
  }

  /// As pairs: in the older form, one string with a blank between, a token couldn't hold a blank.
  private func writeMerges(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("merges")
    try json.array { json throws(TokenizerError) in
      for merge in merges {
        try json.array(inline: true) { json in
          json.string(vocabulary[merge.left] ?? [])
          json.string(vocabulary[merge.right] ?? [])
        }
      }
    }
  }
}

// MARK: - Reading
extension BytePair {
  init(_ json: JSONElement, special: Set<Int32>) throws(TokenizerError) {
    for name in ["dropout", "continuing_subword_prefix", "end_of_word_suffix", "ignore_merges"] {
      try json.refuse(name)
    }
    let vocabulary = try Self.vocabulary(json.required("vocab"))
    var unknown: Int32?
    if let name = try json.optional("unk_token") {
      unknown = vocabulary.id(of: try name.string())
      if unknown == nil { throw .unknownToken(try name.string(), neededBy: "unk_token", at: name.path) }
    }
    try self.init(
      vocabulary: vocabulary, merges: Self.merges(json.required("merges"), vocabulary),
      byteFallback: json.optional("byte_fallback")?.bool() ?? false, unknownToken: unknown,
      fusesUnknown: json.optional("fuse_unk")?.bool() ?? false, reserved: special)
  }

  /// Tokens in any order, whose ids must be 0 ..< their number.
  private static func vocabulary(_ json: JSONElement) throws(TokenizerError) -> Vocabulary {
    let members = try json.members()
    var tokens: [[UInt8]?] = Array(repeating: nil, count: members.count)
    for (key, value) in members {
      let token = try key.string()
      let id = try value.id()
      guard Int(id) < tokens.count else {
        throw .idBeyond(Int(id), token: token, count: tokens.count, at: value.path)
      }
      guard tokens[Int(id)] == nil else { throw .idTaken(id, by: token, at: value.path) }
      tokens[Int(id)] = token
    }
    return try Vocabulary(tokens.compactMap(\.self))
  }

  private static func merges(_ json: JSONElement, _ vocabulary: Vocabulary) throws(TokenizerError) -> [Merge] {
    var merges: [Merge] = []
    merges.reserveCapacity(json.node.count)
    for element in try json.elements() {
      let (left, right) = try parts(of: element)
      guard let leftID = vocabulary.id(of: left) else {
        throw .unknownToken(left, neededBy: "a merge", at: element.path)
      }
      guard let rightID = vocabulary.id(of: right) else {
        throw .unknownToken(right, neededBy: "a merge", at: element.path)
      }
      merges.append(Merge(left: leftID, right: rightID))
    }
    return merges
  }

  /// `["a", "b"]`, or in older files `"a b"`.
  private static func parts(of element: JSONElement) throws(TokenizerError) -> ([UInt8], [UInt8]) {
    if element.node.kind == .string {
      let parts = try element.string().split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .wrongJSON(element.path, found: "\(parts.count - 1) blanks", expected: "two tokens with a blank between")
      }
      return (Array(parts[0]), Array(parts[1]))
    }
    let pair = try element.elements()
    guard pair.count == 2 else {
      throw .wrongJSON(element.path, found: "\(pair.count) elements", expected: "two tokens")
    }
    return (try pair[0].string(), try pair[1].string())
  }
}
