// MARK: - One text
extension Tokenizer {
  /// The ids of a text, and the bytes of the text that each stands for.
  /// - Parameter addSpecialTokens: whether the post-processor puts its tokens in.
  /// - Throws: ``TokenizerError/Code/unencodable`` only with a vocabulary that has neither byte tokens nor an unknown
  ///   token.
  public func encode(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    try finish(try encode(validUTF8: text.utf8.span), nil, addSpecialTokens)
  }

  /// The ids of a text given as bytes.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encode(utf8: Span<UInt8>, addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    try UTF8Check.validate(utf8)
    return try finish(try encode(validUTF8: utf8), nil, addSpecialTokens)
  }

  /// The ids of a text given as bytes.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encode(utf8: [UInt8], addSpecialTokens: Bool = true) throws(TokenizerError) -> Encoding {
    try encode(utf8: utf8.span, addSpecialTokens: addSpecialTokens)
  }

  /// The ids of a text without offsets, which saves their memory.
  public func encodeIDs(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> [Int32] {
    try ids(ofValidUTF8: text.utf8.span, addSpecialTokens: addSpecialTokens)
  }

  /// The ids of a text given as bytes, without offsets.
  /// - Throws: also ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public func encodeIDs(utf8: Span<UInt8>, addSpecialTokens: Bool = true) throws(TokenizerError) -> [Int32] {
    try UTF8Check.validate(utf8)
    return try ids(ofValidUTF8: utf8, addSpecialTokens: addSpecialTokens)
  }

  /// The number of tokens that ``encode(_:addSpecialTokens:)`` gives, without making them.
  public func count(_ text: String, addSpecialTokens: Bool = true) throws(TokenizerError) -> Int {
    let count = try tokens(of: text.utf8.span, .count).count
    let inserted = addSpecialTokens ? sequence.insertedCount(isPair: false) : 0
    guard let truncation, count + inserted > truncation.maximumCount else { return count + inserted }
    return try encodeIDs(text, addSpecialTokens: addSpecialTokens).count
  }

  /// The longest beginning of a text that is no more than so many tokens, special ones left out of account.
  ///
  /// It ends where a token ends, at a character's end.
  public func truncate(_ text: String, toTokens maximum: Int) throws(TokenizerError) -> Substring {
    let ranges = try tokens(of: text.utf8.span, .ranges).ranges
    guard maximum < ranges.count else { return text[...] }
    guard maximum > 0 else { return text[..<text.startIndex] }
    // Where several tokens share a stretch (the bytes of one character, say) all of them must fit.
    var end = ranges[maximum - 1].upperBound
    if ranges[maximum].lowerBound < end { end = ranges[maximum].lowerBound }
    return text[..<text.utf8.index(text.startIndex, offsetBy: end)]
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
    try finish(
      try encode(validUTF8: first.utf8.span), try encode(validUTF8: second.utf8.span), addSpecialTokens)
  }
}

// MARK: - The stages in order
extension Tokenizer {
  /// What the normaliser makes of a text, and where each byte came from.
  public func normalize(_ text: String) throws(TokenizerError) -> NormalizedText {
    var text = NormalizedText(validUTF8: Array(text.utf8))
    try normalizer?.normalize(&text)
    return text
  }

  private func encode(validUTF8 utf8: Span<UInt8>) throws(TokenizerError) -> Encoding {
    var tokens = try tokens(of: utf8, .idsAndRanges)
    offsetTrimming?.trim(&tokens, of: utf8, blanks: blanks())
    return Encoding(ids: tokens.ids, offsets: tokens.ranges)
  }

  /// The tokens of a text with their ranges in it.
  func tokens(of utf8: Span<UInt8>, _ contents: TokenBuffer.Contents) throws(TokenizerError) -> TokenBuffer {
    guard utf8.count < Int32.max else { throw .textTooLong(byteCount: utf8.count) }
    var tokens = TokenBuffer(contents)
    tokens.reserve(forBytes: utf8.count)
    if !utf8.isEmpty { try encoder.encode(utf8, 0..<utf8.count, into: &tokens) }
    if coversText { tokens.closeGaps(byteCount: utf8.count) }
    return tokens
  }

  private func ids(ofValidUTF8 utf8: Span<UInt8>, addSpecialTokens: Bool) throws(TokenizerError) -> [Int32] {
    let ids = try tokens(of: utf8, .ids).ids
    guard truncation != nil || addSpecialTokens && postProcessor != nil else { return ids }
    // The offsets that are missing here are dropped with the rest of the encoding.
    return try finish(Encoding(ids: ids, offsets: []), nil, addSpecialTokens).ids
  }

  private func finish(
    _ first: consuming Encoding, _ second: consuming Encoding?, _ addSpecialTokens: Bool
  ) throws(TokenizerError) -> Encoding {
    if let truncation {
      let reserved = addSpecialTokens ? sequence.insertedCount(isPair: second != nil) : 0
      try truncation.apply(to: &first, &second, reserved: reserved)
    }
    return sequence.process(first, second, addSpecialTokens: addSpecialTokens)
  }
}
