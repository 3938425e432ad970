/// Cuts at one character, which is dropped.
public struct DelimiterSplit: PreTokenizer, Hashable {
  public let delimiter: Unicode.Scalar

  public init(_ delimiter: Unicode.Scalar) { self.delimiter = delimiter }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    try text.split(.removed) { $0 == delimiter.value }
  }
}
