/// Several pre-tokenizers, one after the other.
public struct PreTokenizerSequence: PreTokenizer {
  public let preTokenizers: [any PreTokenizer]

  public init(_ preTokenizers: [any PreTokenizer]) { self.preTokenizers = preTokenizers }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    for preTokenizer in preTokenizers { try preTokenizer.preTokenize(&text) }
  }
}
