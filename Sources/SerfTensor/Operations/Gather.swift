/// y[r] = x[rows[r]]: rows in another order. x [M, D], y [N, D].
struct GatherOperation {
  let x: Tensor
  let y: Tensor
  let rows: Indices

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    Kernels.embedBackward(dy, ids: rows, scale: nil, to: tape.gradientSum(of: x))
  }
}

extension Tape {
  /// - Parameter rows: N row numbers of x, as from time-major to sequence-major order.
  /// - Returns: [N, D].
  package mutating func gather(_ x: Tensor, rows: Indices) -> Tensor {
    precondition(rows.allBelow(x.rows), "a row beyond the \(x.rows)")
    let start = slotCount
    let y = makeTensor(rows: rows.count, columns: x.columns)
    Kernels.embed(rows, table: value(of: x), scale: nil, positions: nil, into: value(of: y))
    record(.gather(GatherOperation(x: x, y: y, rows: rows)), since: start)
    return y
  }
}
