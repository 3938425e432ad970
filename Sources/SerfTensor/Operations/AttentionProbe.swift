/// Where the attention towards other sequences, and the alignment of two, looks in evaluation passes: collected when a
/// probe is set on the tape, for the first sequence or pair of each pass.
package final class AttentionProbe {
  /// For each attention, in the order of the network, the mean of its heads: [queries][keys]; a row adds up to 1. Of an
  /// alignment there are two: the first sequence's rows over the second's, then the other way round.
  package private(set) var weights: [[[Double]]] = []

  package init() {}

  /// - Parameter shares: [queries, keys].
  func record(alignment shares: Matrix) {
    weights.append((0..<shares.rows).map { row in (0..<shares.columns).map { Double(shares[row, $0]) } })
  }

  func record(_ all: Matrix, of blocks: AttentionBlocks) {
    var mean: [[Double]] = []
    let share = 1 / Double(blocks.heads)
    blocks.forEach { block, index in
      guard index < blocks.heads else { return }
      if index == 0 {
        mean = Array(repeating: Array(repeating: 0, count: block.keys.count), count: block.queries.count)
      }
      let softmax = block.weights(of: all)
      for query in mean.indices {
        for key in mean[query].indices { mean[query][key] += share * Double(softmax[query, key]) }
      }
    }
    weights.append(mean)
  }
}
