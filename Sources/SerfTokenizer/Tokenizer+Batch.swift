extension Tokenizer {
  /// The ids of many texts, in their order, by several threads.
  /// - Parameter threads: nil takes one a core. The result doesn't depend on it.
  /// - Throws: the error of the first text that fails, in the order of the texts.
  public func encodeBatch(
    _ texts: [String], addSpecialTokens: Bool = true, threads: Int? = nil
  ) throws(TokenizerError) -> [Encoding] {
    let results = Workers.map(texts.count, threads: threads) { index in
      Result { () throws(TokenizerError) in try encode(texts[index], addSpecialTokens: addSpecialTokens) }
    }
    var encodings: [Encoding] = []
    encodings.reserveCapacity(results.count)
    for result in results { encodings.append(try result.get()) }
    return encodings
  }
}
