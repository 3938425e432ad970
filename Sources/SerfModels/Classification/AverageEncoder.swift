package import SerfNN
package import SerfTensor

/// The mean of the embeddings of a text's tokens and hashed token pairs (fastText's idea; Joulin et al. 2017): no order
/// beyond pairs, and a strong, cheap baseline. Both tables are row-sparse: an update touches what its texts hold.
package struct AverageEncoder: TextEncoder {
  let words: Parameter
  let pairs: Parameter?
  let wordDropout: Float
  package let outputWidth: Int

  package var layout: PackedLayout { PackedLayout(order: .sequenceMajor, pairBuckets: pairs?.rows ?? 0) }
  package var wordTable: Parameter? { words }

  package init(
    _ scope: ParameterScope, vocabularySize: Int, pairBuckets: Int, width: Int, wordDropout: Float
  ) {
    // Small first rows: a text's rare words then say little that was not learned.
    words = scope.child("words").parameter(
      "weight", rows: vocabularySize, columns: width, isRowSparse: true, .normal(deviation: 0.03))
    pairs =
      pairBuckets > 0
      ? scope.child("pairs").parameter(
        "weight", rows: pairBuckets, columns: width, isRowSparse: true, .zeros) : nil
    self.wordDropout = wordDropout
    outputWidth = width
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    tape.bag(
      BagFeatures(table: words, ids: batch.tokens.view, segments: batch.segments.view),
      pairs.map { BagFeatures(table: $0, ids: batch.pairs.view, segments: batch.pairSegments.view) },
      sequences: batch.sequenceCount, dropoutRate: wordDropout)
  }
}
