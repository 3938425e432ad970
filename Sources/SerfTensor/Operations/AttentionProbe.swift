/// Where the attention towards other sequences looks in evaluation passes: collected when a probe is set on the tape, for
/// the first sequence of each pass.
package final class AttentionProbe {
  /// For each attention, in the order of the network, the mean of its heads: [queries][keys]; a row adds up to 1.
  package private(set) var weights: [[[Double]]] = []

  package init() {}

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
