/// Sentence pairs as token ids, each side end to end in one array, without special tokens.
/// - Invariant: both `starts` have one entry more than there are pairs, begin with 0 and never fall.
package struct EncodedPairs: Sendable {
  /// One side.
  package struct Side: Sendable {
    package fileprivate(set) var ids: [Int32] = []
    package fileprivate(set) var starts = [0]

    /// Tokens of a sentence.
    package func length(of pair: Int) -> Int { starts[pair + 1] - starts[pair] }

    package func tokens(of pair: Int) -> ArraySlice<Int32> { ids[starts[pair]..<starts[pair + 1]] }

    fileprivate mutating func append(_ tokens: some Sequence<Int32>) {
      ids.append(contentsOf: tokens)
      starts.append(ids.count)
    }
  }

  package private(set) var source = Side()
  package private(set) var target = Side()

  package init() {}

  package var count: Int { source.starts.count - 1 }

  package mutating func append(source tokens: some Sequence<Int32>, target targetTokens: some Sequence<Int32>) {
    source.append(tokens)
    target.append(targetTokens)
  }
}
