/// y = [u | v | |u - v| | u ∗ v]: what two vectors have in common and where they differ (Mou et al. 2016; InferSent).
/// u, v [N, D], y [N, 4D].
struct PairFeaturesOperation {
  let u: Tensor
  /// Nil where u and v are the first and the second half of the rows of `u`.
  let v: Tensor?
  let y: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let du = tape.gradientSum(of: u)
    guard let v else {
      let (first, second) = (0..<y.rows, y.rows..<2 * y.rows)
      let both = tape.value(of: u)
      return Kernels.pairFeaturesBackward(
        both.rows(first), both.rows(second), dy: dy, to: du.rows(first), du.rows(second))
    }
    let dv = tape.gradientSum(of: v)
    Kernels.pairFeaturesBackward(tape.value(of: u), tape.value(of: v), dy: dy, to: du, dv)
  }
}

extension Tape {
  /// - Parameters:
  ///   - u: [N, D].
  ///   - v: [N, D], another tensor than u.
  /// - Returns: [N, 4D].
  package mutating func pairFeatures(_ u: Tensor, _ v: Tensor) -> Tensor {
    precondition(u != v, "a tensor beside itself")
    let start = slotCount
    let y = makeTensor(rows: u.rows, columns: 4 * u.columns)
    Kernels.pairFeatures(value(of: u), value(of: v), into: value(of: y))
    record(.pairFeatures(PairFeaturesOperation(u: u, v: v, y: y)), since: start)
    return y
  }

  /// The features of row b and row B + b.
  /// - Parameter x: [2B, D].
  /// - Returns: [B, 4D].
  package mutating func pairFeatures(ofHalves x: Tensor) -> Tensor {
    precondition(x.rows % 2 == 0, "halves of \(x.rows) rows")
    let (start, half) = (slotCount, x.rows / 2)
    let y = makeTensor(rows: half, columns: 4 * x.columns)
    let both = value(of: x)
    Kernels.pairFeatures(both.rows(0..<half), both.rows(half..<x.rows), into: value(of: y))
    record(.pairFeatures(PairFeaturesOperation(u: x, v: nil, y: y)), since: start)
    return y
  }
}
