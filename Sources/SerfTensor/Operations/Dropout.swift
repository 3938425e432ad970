/// y = dropout(x): each unit is 0 with probability `rate`, the rest is scaled by 1 / (1 - rate) (Srivastava et al. 2014).
/// The mask is drawn again in backward, not stored.
struct DropoutOperation {
  let x: Tensor
  let y: Tensor
  let rate: Float
  let key: RandomKey

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let dx = tape.gradientTarget(of: x)
    if dx.accumulate {
      Kernels.addDropout(dy, to: dx.matrix, into: dx.matrix, rate: rate, key: key)
    } else {
      Kernels.dropout(dy, into: dx.matrix, rate: rate, key: key)
    }
  }
}

extension Tape {
  /// - Parameter rate: 0 ..< 1. At 0, and in evaluation, x itself is returned.
  package mutating func dropout(_ x: Tensor, rate: Float) -> Tensor {
    precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate)")
    guard mode.isTraining, rate > 0 else { return x }
    let start = slotCount
    let y = makeTensor(rows: x.rows, columns: x.columns)
    let key = nextKey()
    Kernels.dropout(value(of: x), into: value(of: y), rate: rate, key: key)
    record(.dropout(DropoutOperation(x: x, y: y, rate: rate, key: key)), since: start)
    return y
  }
}
