extension Tokenizer {
  /// The ids of many texts, in their order, by several threads.
  /// - Parameters:
  ///   - pads: whether the encodings are filled up as ``padding`` says, where there is one.
  ///   - threads: nil takes one a core. The result doesn't depend on it.
  /// - Throws: the error of the first text that fails, in the order of the texts; ``TokenizerError/Code/badSetting``
  ///   for a padded length beyond 2^20.
  public func encodeBatch(
    _ texts: [String], addSpecialTokens: Bool = true, pads: Bool = true, threads: Int? = nil
  ) throws(TokenizerError) -> [Encoding] {
    let results = Workers.map(texts.count, threads: threads) { index in
      Result { () throws(TokenizerError) in try encode(texts[index], addSpecialTokens: addSpecialTokens) }
    }
    var encodings: [Encoding] = []
    encodings.reserveCapacity(results.count)
    for result in results { encodings.append(try result.get()) }
    if pads, let padding { try padding.apply(to: &encodings) }
    return encodings
  }
}
