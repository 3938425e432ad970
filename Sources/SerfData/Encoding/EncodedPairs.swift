/// Sentence pairs as token ids, without special tokens.
/// - Invariant: both sides have as many rows.
package struct EncodedPairs: Sendable {
  /// One side: a row a sentence.
  package struct Side: Sendable {
    fileprivate(set) var rows = NumberRows<Int32>()

    /// Tokens of a sentence.
    package func length(of pair: Int) -> Int { rows.length(of: pair) }

    package func tokens(of pair: Int) -> ArraySlice<Int32> { rows[pair] }
  }

  package private(set) var source = Side()
  package private(set) var target = Side()

  package init() {}

  package init(source: NumberRows<Int32>, target: NumberRows<Int32>) {
    precondition(source.count == target.count, "\(source.count) sources of \(target.count) targets")
    (self.source.rows, self.target.rows) = (source, target)
  }

  package var count: Int { source.rows.count }

  package mutating func append(source tokens: some Sequence<Int32>, target targetTokens: some Sequence<Int32>) {
    source.rows.append(tokens)
    target.rows.append(targetTokens)
  }
}
