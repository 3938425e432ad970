package import SerfTensor

/// What a decoder that goes step by step remembers of its sequences: each block's queries, keys and values, a tensor a
/// step, and which row of each step a row of today descends from.
///
/// The tensors belong to the tape on which the steps run, which keeps them until its next pass.
/// - Invariant: `ancestors` has a row for each row of the next step, and a number in it for each step taken.
package final class DecoderCache {
  private var steps: [[Tensor]]
  private var ancestors = IndexBuffer()
  private var earlier = IndexBuffer()
  /// Steps taken, the present one included.
  package private(set) var stepCount = 0

  package init(blockCount: Int) { steps = Array(repeating: [], count: blockCount) }

  /// Begins a step.
  /// - Parameter parents: for each row of this step the row of the last step that it goes on from; for the first step one
  ///   entry, of any value, a row.
  package func beginStep(parents: [Int]) {
    (ancestors, earlier) = (earlier, ancestors)
    ancestors.removeAll()
    for (row, parent) in parents.enumerated() {
      for step in 0..<stepCount { ancestors.append(earlier[parent * stepCount + step]) }
      ancestors.append(row)
    }
    stepCount += 1
  }

  /// Adds a block's queries, keys and values of the present step.
  func append(_ qkv: Tensor, block: Int) -> AttentionHistory {
    precondition(steps[block].count == stepCount - 1, "block \(block) has taken \(steps[block].count) steps already")
    steps[block].append(qkv)
    return AttentionHistory(steps: steps[block], ancestors: ancestors.view)
  }

  /// The tensors of the present step, which the next one needs.
  package var newest: [Tensor] { steps.compactMap(\.last) }
}
