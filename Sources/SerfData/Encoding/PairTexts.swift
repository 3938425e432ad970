/// The texts of sentence pairs: in memory, or in files that are mapped into it.
package enum PairTexts: Sendable {
  case memory([SentencePair])
  /// UTF-8, a row a sentence.
  case files(source: NumberRows<UInt8>, target: NumberRows<UInt8>)

  package subscript(pair: Int) -> SentencePair {
    switch self {
    case .memory(let pairs): pairs[pair]
    case .files(let source, let target):
      SentencePair(
        source: String(decoding: source[pair], as: UTF8.self), target: String(decoding: target[pair], as: UTF8.self))
    }
  }
}
