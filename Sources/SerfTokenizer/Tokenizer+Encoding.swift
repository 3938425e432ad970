// MARK: - One text
extension Tokenizer {
  /// The ids of a text, and the bytes of the text that each stands for.
  /// - Parameter addSpecialTokens: whether the post-processor runs.
  /// - Throws: ``TokenizerError/Code/unencodable`` only with a vocabulary that has neither byte tokens nor an unknown
  ///   token.
  public func encode(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    finish(try encode(validUTF8: Array(text.utf8)), nil, addSpecialTokens)
  }

  /// The ids of a text given as bytes.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encode(utf8: Span<UInt8>, addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    finish(try encode(validUTF8: UTF8Check.validated(utf8)), nil, addSpecialTokens)
  }

  /// The ids of a text given as bytes.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encode(utf8: [UInt8], addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    try encode(utf8: utf8.span, addSpecialTokens: addSpecialTokens)
  }

  /// The ids of a text without offsets, which saves their memory.
  public func encodeIDs(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> [Int32] {
    try ids(ofValidUTF8: Array(text.utf8), addSpecialTokens: addSpecialTokens)
  }

  /// The ids of a text given as bytes, without offsets.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encodeIDs(utf8: Span<UInt8>, addSpecialTokens: Bool = true) throws(TokenizerError) -> [Int32] {
    try ids(ofValidUTF8: UTF8Check.validated(utf8), addSpecialTokens: addSpecialTokens)
  }

  /// The number of tokens that ``encode(_:addSpecialTokens:)`` gives.
  public func count(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> Int {
    try encodeIDs(text, addSpecialTokens: addSpecialTokens).count
  }
}

// MARK: - Two texts
extension Tokenizer {
  /// The ids of two texts as one sequence (premise and hypothesis, say).
  ///
  /// Without special tokens, or without a post-processor, the second simply follows the first.
  public func encode(
    _ first: String, _ second: String, addSpecialTokens: Bool = true
  ) throws(TokenizerError) -> Encoding {
    finish(
      try encode(validUTF8: Array(first.utf8)), try encode(validUTF8: Array(second.utf8)), addSpecialTokens)
  }
}

// MARK: - The stages in order
extension Tokenizer {
  /// What the normaliser makes of a text, and where each byte came from.
  public func normalize(_ text: String) throws(TokenizerError) -> NormalizedText {
    try normalized(Array(text.utf8))
  }

  private func normalized(_ utf8: [UInt8]) throws(TokenizerError) -> NormalizedText {
    var text = NormalizedText(validUTF8: utf8)
    try normalizer?.normalize(&text)
    return text
  }

  private func preTokenized(_ utf8: [UInt8]) throws(TokenizerError) -> PreTokenizedText {
    var text = PreTokenizedText(try normalized(utf8))
    try preTokenizer?.preTokenize(&text)
    return text
  }

  private func tokens(of text: PreTokenizedText, withRanges: Bool) throws(TokenizerError) -> TokenBuffer {
    var tokens = TokenBuffer(keepsRanges: withRanges)
    try model.tokenize(text.text.utf8.span, pieces: text.pieces, into: &tokens)
    return tokens
  }

  private func encode(validUTF8 utf8: [UInt8]) throws(TokenizerError) -> Encoding {
    let text = try preTokenized(utf8)
    let tokens = try tokens(of: text, withRanges: true)
    if text.text.isAligned { return Encoding(ids: tokens.ids, offsets: tokens.ranges) }
    return Encoding(ids: tokens.ids, offsets: tokens.ranges.map { text.text.originalRange(of: $0) })
  }

  private func ids(ofValidUTF8 utf8: [UInt8], addSpecialTokens: Bool) throws(TokenizerError) -> [Int32] {
    let ids = try tokens(of: preTokenized(utf8), withRanges: false).ids
    guard addSpecialTokens, postProcessor != nil else { return ids }
    // The offsets that are missing here are dropped with the rest of the encoding.
    return finish(Encoding(ids: ids, offsets: []), nil, true).ids
  }

  private func finish(_ first: Encoding, _ second: Encoding?, _ addSpecialTokens: Bool) -> Encoding {
    if addSpecialTokens, let postProcessor { return postProcessor.process(first, second) }
    guard let second else { return first }
    var both = first
    both.append(second, as: .second, typeID: 1)
    return both
  }
}
