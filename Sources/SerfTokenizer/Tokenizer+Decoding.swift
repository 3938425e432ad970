extension Tokenizer {
  /// The text of ids.
  ///
  /// With ``ICUWords`` and byte fallback, `decode(encode(x))` is exactly the normalised `x`.
  /// - Parameter skipSpecialTokens: false spells special tokens out.
  /// - Throws: ``TokenizerError/Code/unknownToken`` for an id that is not in the vocabulary.
  public func decode(_ ids: some Sequence<Int32>, skipSpecialTokens: Bool = true) throws(TokenizerError) -> String {
    var tokens = TokenBytes()
    for id in ids {
      if skipSpecialTokens, added.isSpecial(id) { continue }
      guard let token = spelling(of: id) else { throw .idOutOfRange(Int(id), count: vocabularySize) }
      if decoder == nil, tokens.count > 0 { tokens.append(CollectionOfOne(UInt8(ascii: " "))) }
      tokens.append(token)
    }
    try decoder?.decode(&tokens)
    return String(decoding: tokens.utf8, as: UTF8.self)
  }

  /// A decoder that takes ids as they come.
  public func streamingDecoder(skipSpecialTokens: Bool = true) -> StreamingDecoder {
    StreamingDecoder(of: self, skipSpecialTokens: skipSpecialTokens)
  }
}
