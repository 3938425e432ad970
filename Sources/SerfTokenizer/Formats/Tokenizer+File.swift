// tokenizer.json, in the layout of the Hugging Face tokenizers library.

// MARK: - Loading
extension Tokenizer {
  /// Loads a tokenizer.json.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``;
  ///   ``TokenizerError/Code/badFile``, ``TokenizerError/Code/badVocabulary`` and ``TokenizerError/Code/unsupported``
  ///   with the JSON path.
  public init(contentsOf path: String) throws(TokenizerError) {
    let bytes = try InputFile.contents(of: path)
    do throws(TokenizerError) {
      try self.init(json: bytes)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Reads a tokenizer.json from memory.
  public init(json utf8: [UInt8]) throws(TokenizerError) {
    let root = try JSONDocument(utf8).root
    if let version = try root.optional("version"), try version.string() != Array("1.0".utf8) {
      throw .unsupported(version.path, "version \(try version.text())")
    }
    for name in ["truncation", "padding"] { try root.refuse(name) }
    let special = try Self.specialTokens(root.optional("added_tokens"))
    let registry = StoredModels.registry(special: Set(special.map(\.id)))
    try self.init(
      model: registry.read(root.required("model")),
      normalizer: Self.stage(root.optional("normalizer"), StoredNormalizers.registry),
      preTokenizer: Self.stage(root.optional("pre_tokenizer"), StoredPreTokenizers.registry),
      postProcessor: Self.stage(root.optional("post_processor"), StoredPostProcessors.registry),
      decoder: Self.stage(root.optional("decoder"), StoredDecoders.registry), specialTokens: special)
  }

  private static func stage<Stage>(
    _ json: JSONElement?, _ registry: StageRegistry<Stage>
  ) throws(TokenizerError) -> Stage? {
    guard let json else { return nil }
    return try registry.read(json)
  }

  private static func specialTokens(_ json: JSONElement?) throws(TokenizerError) -> [SpecialToken] {
    guard let json else { return [] }
    var tokens: [SpecialToken] = []
    for element in try json.elements() {
      for flag in ["single_word", "lstrip", "rstrip"] { try element.refuse(flag) }
      guard try element.required("special").bool() else {
        throw .unsupported(element.path, "an added token that is not special")
      }
      tokens.append(
        SpecialToken(id: try element.required("id").id(), utf8: try element.required("content").string()))
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
      json.key("version")
      json.string("1.0")
      for name in ["truncation", "padding"] {
        json.key(name)
        json.null()
      }
      try writeSpecialTokens(to: &json)
      let stages: [(String, Any?)] = [
        ("normalizer", normalizer), ("pre_tokenizer", preTokenizer), ("post_processor", postProcessor),
        ("decoder", decoder), ("model", model),
      ]
      for (name, stage) in stages {
        json.key(name)
        try json.stage(stage)
      }
    }
    return json.utf8 + [0x0A]
  }

  private func writeSpecialTokens(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("added_tokens")
    try json.array { json throws(TokenizerError) in
      for token in specialTokens {
        try json.object(inline: true) { json throws(TokenizerError) in
          guard UTF8Check.firstError(in: token.utf8.span) == nil else { throw .notText(token.utf8) }
          json.key("id")
          json.number(token.id)
          json.key("content")
          json.string(token.utf8)
          for (flag, value) in [
            ("single_word", false), ("lstrip", false), ("rstrip", false), ("normalized", false), ("special", true),
          ] {
            json.key(flag)
            json.bool(value)
          }
        }
      }
    }
  }
}
