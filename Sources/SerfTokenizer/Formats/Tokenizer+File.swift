// tokenizer.json, in the layout of the Hugging Face tokenizers library.

// MARK: - Loading
extension Tokenizer {
  /// Reads a tokenizer.json from memory.
  /// - Throws: ``TokenizerError/Code/badFile``, ``TokenizerError/Code/badVocabulary`` and
  ///   ``TokenizerError/Code/unsupported`` with the JSON path.
  public init(json utf8: [UInt8]) throws(TokenizerError) { try self.init(JSONDocument(utf8).root) }

  /// - Parameter root: the object that is a tokenizer.json.
  init(_ root: JSONElement) throws(TokenizerError) {
    if let version = try root.optional("version"), try version.string() != Array("1.0".utf8) {
      throw .unsupported(version.path, "version \(try version.text())")
    }
    let addedJSON = try root.optional("added_tokens")
    let listed = try Self.addedTokens(addedJSON)
    let preTokenizer = try Self.stage(root.optional("pre_tokenizer"), StoredPreTokenizers.registry)
    let recognizes = try root.optional("encode_special_tokens").map { (json) throws(TokenizerError) in
      try !json.bool()
    }
    // Our own pipeline loses nothing: no text becomes a special token, and none is left out as unknown.
    let reserved = preTokenizer is ICUWords ? Set(listed.filter(\.isSpecial).map(\.id)) : nil
    let model = try StoredModels.read(root.required("model"), reserved: reserved)
    let added = reserved == nil ? try Self.numbered(listed, addedJSON ?? root, after: model.vocabulary) : listed
    let normalizer = try Self.stage(root.optional("normalizer"), StoredNormalizers.registry)
    let postProcessor = try Self.stage(root.optional("post_processor"), StoredPostProcessors.registry)
    let decoder = try Self.stage(root.optional("decoder"), StoredDecoders.registry)
    let truncation = try root.optional("truncation").map { (json) throws(TokenizerError) in try Truncation(json) }
    let padding = try root.optional("padding").map { (json) throws(TokenizerError) in try Padding(json) }
    do throws(TokenizerError) {
      try self.init(
        model: model, normalizer: normalizer, preTokenizer: preTokenizer, postProcessor: postProcessor,
        decoder: decoder, addedTokens: added, recognizesSpecialTokens: recognizes, truncation: truncation,
        padding: padding)
    } catch {
      // Of all stages the post-processor alone names ids of its own.
      throw error.inJSON(error.code == .unknownToken ? "$.post_processor" : "$.added_tokens")
    }
  }

  private static func stage<Stage>(
    _ json: JSONElement?, _ registry: StageRegistry<Stage>
  ) throws(TokenizerError) -> Stage? {
    guard let json else { return nil }
    return try registry.read(json)
  }

  private static func addedTokens(_ json: JSONElement?) throws(TokenizerError) -> [AddedToken] {
    guard let json else { return [] }
    var tokens: [AddedToken] = []
    for element in try json.elements() {
      let isSpecial = try element.bool("special", default: false)
      tokens.append(
        AddedToken(
          id: try element.required("id").id(), utf8: try element.required("content").string(), isSpecial: isSpecial,
          isSingleWord: try element.bool("single_word", default: false),
          stripsLeft: try element.bool("lstrip", default: false),
          stripsRight: try element.bool("rstrip", default: false),
          isNormalized: try element.bool("normalized", default: !isSpecial)))
    }
    return tokens
  }
}

// MARK: - The numbers of added tokens
extension Tokenizer {
  /// Added tokens with the ids that Hugging Face gives them, whatever ids are written beside them: that of the
  /// vocabulary, or the next behind it.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when two have one id, or one has an id that no token gets.
  private static func numbered(
    _ listed: [AddedToken], _ json: JSONElement, after vocabulary: Vocabulary
  ) throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    var ids: [[UInt8]: Int32] = [:]
    var written: Set<Int32> = []
    var highest: Int32?
    for token in listed where !token.utf8.isEmpty {
      guard written.insert(token.id).inserted else { throw .idTaken(token.id, by: token.utf8, at: json.path) }
      let count = Int32(vocabulary.tokenCount)
      let next = highest.map { $0 >= count || count == 0 ? $0 + 1 : count } ?? count
      let id = vocabulary.id(of: token.utf8) ?? next
      guard ids.updateValue(id, forKey: token.utf8) == nil else {
        throw TokenizerError.repeatedToken(token.utf8).inJSON(json.path)
      }
      highest = max(highest ?? id, id)
      tokens.append(token.withID(id))
    }
    let count = max(vocabulary.count, Int(highest ?? -1) + 1)
    if let beyond = listed.first(where: { Int($0.id) >= count }) {
      throw .idBeyond(Int(beyond.id), token: beyond.utf8, count: count, at: json.path)
    }
    return tokens
  }
}

// MARK: - Saving
extension Tokenizer {
  /// Saves a tokenizer.json: written beside and renamed, so that the file is whole or as it was.
  /// - Throws: ``TokenizerError/Code/writeFailed``; ``TokenizerError/Code/unsupported`` for a stage that is not one of
  ///   this library's.
  public func save(to path: String) throws(TokenizerError) { try OutputFile.write(json(), to: path) }

  /// The bytes of a tokenizer.json; the same tokenizer always gives the same bytes.
  public func json() throws(TokenizerError) -> [UInt8] {
    var json = JSONWriter()
    try json.object { json throws(TokenizerError) in
      json.member("version", "1.0")
      json.key("truncation")
      if let truncation { try truncation.write(to: &json) } else { json.null() }
      json.key("padding")
      if let padding { try padding.write(to: &json) } else { json.null() }
      // Hugging Face has this as a property of the loaded tokenizer, and skips it in a file.
      if recognizesSpecialTokens == coversText { json.member("encode_special_tokens", !recognizesSpecialTokens) }
      try writeAddedTokens(to: &json)
      for (name, stage) in namedStages {
        json.key(name)
        try json.stage(stage)
      }
    }
    return json.utf8 + [0x0A]
  }

  /// The stages by their names in the file.
  private var namedStages: [(name: String, stage: Any?)] {
    [
      ("normalizer", normalizer), ("pre_tokenizer", preTokenizer), ("post_processor", postProcessor),
      ("decoder", decoder), ("model", model),
    ]
  }

  /// The bytes of a tokenizer.json that the Hugging Face library reads, too.
  /// - Throws: also ``TokenizerError/Code/unsupported`` when a stage is one that it doesn't have.
  public func huggingFaceJSON() throws(TokenizerError) -> [UInt8] {
    if let own = normalizer as? SentencePieceNormalizer { return try spelledOut(own).huggingFaceJSON() }
    for (name, stage) in namedStages {
      if let foreign = Self.foreignStage(in: stage) { throw .notInHuggingFace(foreign, at: "$.\(name)") }
    }
    return try json()
  }

  private static func foreignStage(in stage: Any?) -> String? {
    guard let stored = stage as? any StoredStage else { return nil }
    return stored.isForeign ? stored.typeName : stored.stages.lazy.compactMap { foreignStage(in: $0) }.first
  }

  private func writeAddedTokens(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("added_tokens")
    try json.array { json throws(TokenizerError) in
      for token in addedTokens {
        try json.object(inline: true) { json throws(TokenizerError) in
          guard UTF8Check.firstError(in: token.utf8.span) == nil else { throw .notText(token.utf8) }
          json.key("id")
          json.number(token.id)
          json.key("content")
          json.string(token.utf8)
          json.member("single_word", token.isSingleWord)
          json.member("lstrip", token.stripsLeft)
          json.member("rstrip", token.stripsRight)
          json.member("normalized", token.isNormalized)
          json.member("special", token.isSpecial)
        }
      }
    }
  }
}

// MARK: - Lengths
extension Truncation {
  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      maximumCount: try json.required("max_length").count(),
      strategy: try json.optional("strategy")?.name(of: Strategy.self) ?? .longestFirst,
      direction: try json.optional("direction")?.name(of: Direction.self) ?? .right,
      stride: try json.optional("stride")?.count() ?? 0)
  }

  func write(to json: inout JSONWriter) throws(TokenizerError) {
    try json.object { json in
      json.member("direction", direction.rawValue)
      json.member("max_length", maximumCount)
      json.member("strategy", strategy.rawValue)
      json.member("stride", stride)
    }
  }
}

extension Padding {
  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      fixedLength: try Self.fixedLength(json.optional("strategy")),
      direction: try json.optional("direction")?.name(of: Truncation.Direction.self) ?? .right,
      multiple: try json.optional("pad_to_multiple_of")?.count(), id: try json.optional("pad_id")?.id() ?? 0,
      typeID: try json.optional("pad_type_id")?.id() ?? 0, token: try json.text("pad_token", default: "[PAD]"))
  }

  /// `"BatchLongest"` or `{"Fixed": 128}`.
  private static func fixedLength(_ strategy: JSONElement?) throws(TokenizerError) -> Int? {
    guard let strategy, strategy.node.kind != .string else {
      if let strategy, try strategy.text() != "BatchLongest" {
        throw .wrongJSON(strategy.path, found: try strategy.text(), expected: "BatchLongest, or an object with Fixed")
      }
      return nil
    }
    return try strategy.required("Fixed").count()
  }

  func write(to json: inout JSONWriter) throws(TokenizerError) {
    try json.object { json throws(TokenizerError) in
      json.key("strategy")
      if let fixedLength {
        try json.object(inline: true) { json in json.member("Fixed", fixedLength) }
      } else {
        json.string("BatchLongest")
      }
      json.member("direction", direction.rawValue)
      json.member("pad_to_multiple_of", multiple)
      json.member("pad_id", Int(id))
      json.member("pad_type_id", Int(typeID))
      json.member("pad_token", token)
    }
  }
}
