package import SerfData
package import SerfTensor

/// A shard of sentence pairs, packed end to end. A source ends with `</s>`; a target begins with `<s>`, and each of its rows
/// is to say the next token, the last one `</s>`. Filled anew for every update; a warm refill allocates nothing.
/// - Invariant (`@unchecked Sendable`): one worker at a time fills and reads a batch.
package final class PairBatch: @unchecked Sendable {
  package let source = PackedSentences()
  package let target = PackedSentences()
  /// For each row of the target the token that follows.
  package let labels = IndexBuffer()
  private let special: TranslationTokens

  package init(special: TranslationTokens) { self.special = special }

  /// Packs some pairs of a corpus.
  /// - Parameter pairs: every `stride`-th from `offset`: the shard's part of the batch, so that shards are alike in length.
  package func fill(from corpus: EncodedPairs, pairs: ArraySlice<Int>, offset: Int = 0, stride: Int = 1) {
    removeAll()
    var place = pairs.startIndex + offset
    while place < pairs.endIndex {
      append(source: corpus.source.tokens(of: pairs[place]), target: corpus.target.tokens(of: pairs[place]))
      place += stride
    }
  }

  package func removeAll() {
    source.removeAll()
    target.removeAll()
    labels.removeAll()
  }

  /// - Parameters: token ids without special tokens.
  package func append(source tokens: ArraySlice<Int32>, target answer: ArraySlice<Int32>) {
    source.append(tokens, last: special.end)
    target.append(answer, first: special.beginning)
    for token in answer { labels.append(Int(token)) }
    labels.append(special.end)
  }
}
