/// y[b] = Σ w[r] · x[r] over the rows of sequence b, w the softmax of the rows' scores within the sequence (the attentive
/// pooling of Lin et al. 2017 with one head). x [N, D], scores [N, 1], y [B, D].
struct AttentionPoolOperation {
  let x: Tensor
  let scores: Tensor
  let y: Tensor
  let segments: Indices
  /// w [N, 1].
  let weights: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let dx = tape.gradientSum(of: x)
    let (input, weights, segments) = (tape.value(of: x), tape.value(of: weights), segments)
    let dscores = tape.gradientTarget(of: scores)
    tape.withScratch(rows: 1, columns: dy.rows + scores.rows) { _, scratch in
      let along = scratch.columns(0..<dy.rows)
      let fresh = scratch.columns(dy.rows..<dy.rows + scores.rows).reshaped(rows: scores.rows, columns: 1)
      Kernels.poolAttentionBackward(
        input, segments: segments, weights: weights, dpooled: dy, to: dx, dscores: fresh, scratch: along)
      if dscores.accumulate { Kernels.add(fresh, to: dscores.matrix) } else { dscores.matrix.copy(from: fresh) }
    }
  }
}

extension Tape {
  /// - Parameter segments: for each row of x the sequence, 0 ..< sequences; every sequence has a row.
  /// - Returns: [B, D].
  package mutating func attentionPool(_ x: Tensor, scores: Tensor, segments: Indices, sequences: Int) -> Tensor {
    precondition(scores.rows == x.rows && scores.columns == 1)
    precondition(segments.allBelow(sequences), "a segment beyond the \(sequences) sequences")
    let start = slotCount
    let y = makeTensor(rows: sequences, columns: x.columns)
    let weights = makeTensor(rows: x.rows, columns: 1)
    value(of: weights).copy(from: value(of: scores))
    Kernels.poolAttention(value(of: x), segments: segments, weights: value(of: weights), into: value(of: y))
    record(
      .attentionPool(AttentionPoolOperation(x: x, scores: scores, y: y, segments: segments, weights: weights)),
      since: start)
    return y
  }
}
