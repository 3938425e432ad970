/// What a decoder that goes step by step has computed: for each step the queries, keys and values of its rows, and for each
/// row of today the row of every step that it descends from.
///
/// Nothing is copied when a beam is sorted anew: its rows take their ancestors' numbers along.
package struct AttentionHistory {
  /// For each step, the present one last, its [rows, 3D].
  package let steps: [Tensor]
  /// [present rows, steps], row by row.
  package let ancestors: Indices

  package init(steps: [Tensor], ancestors: Indices) {
    (self.steps, self.ancestors) = (steps, ancestors)
  }
}

extension Tape {
  /// Attention of one row a sequence to itself and the rows of the steps before it: the last row of causal
  /// ``attention(_:starts:heads:isCausal:dropoutRate:)``. In evaluation alone.
  /// - Returns: [rows, D].
  package mutating func stepAttention(_ history: AttentionHistory, heads: Int) -> Tensor {
    guard let qkv = history.steps.last else { preconditionFailure("attention of no step") }
    let width = qkv.columns / 3
    precondition(!mode.isTraining, "steps have no gradient")
    precondition(width * 3 == qkv.columns && width % heads == 0, "\(heads) heads in a width of \(width)")
    precondition(history.ancestors.count == qkv.rows * history.steps.count, "rows without their ancestors")
    let y = makeTensor(rows: qkv.rows, columns: width)
    withScratch(rows: 1, columns: history.steps.count) { tape, weights in
      Kernels.attendSteps(
        history.steps.map { tape.value(of: $0) }, ancestors: history.ancestors, heads: heads, weights: weights,
        into: tape.value(of: y))
    }
    return y
  }
}
