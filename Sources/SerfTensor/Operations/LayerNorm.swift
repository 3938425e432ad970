/// s = x + dropout(branch), y = gain · (s - mean) / √(variance + ε) + bias, row by row: residual, dropout and norm in one
/// operation (Ba, Kiros, Hinton 2016). x, branch, s, y [N, D].
struct LayerNormOperation {
  let x: Tensor
  let branch: (input: Tensor, sum: Tensor, rate: Float, key: RandomKey)?
  let y: Tensor
  let gain: Parameter
  let bias: Parameter
  /// (s - mean) / √(variance + ε), [N, D].
  let normed: Tensor
  /// 1 / √(variance + ε), [N, 1].
  let inverse: Tensor

  func backward(on tape: inout Tape) {
    let target = tape.gradientTarget(of: branch?.sum ?? x)
    if let dy = tape.gradient(of: y) {
      Kernels.layerNormBackward(
        dy, gain: tape.parameter(gain), normed: tape.value(of: normed), inverse: tape.value(of: inverse),
        into: target.matrix, accumulate: target.accumulate, dgain: tape.parameterGradient(gain),
        dbias: tape.parameterGradient(bias))
    } else if !target.accumulate {
      target.matrix.fill(with: 0)
    }
    guard let branch else { return }
    let dbranch = tape.gradientTarget(of: branch.input)
    if dbranch.accumulate {
      Kernels.addDropout(
        target.matrix, to: dbranch.matrix, into: dbranch.matrix, rate: branch.rate, key: branch.key)
    } else {
      Kernels.dropout(target.matrix, into: dbranch.matrix, rate: branch.rate, key: branch.key)
    }
    tape.handOnGradient(of: branch.sum, to: x)
  }
}

extension Tape {
  /// ε of the norm, PyTorch's default.
  private static let epsilon: Float = 1e-5

  /// The norm of x [N, D], with gain and bias [1, D].
  package mutating func layerNorm(_ x: Tensor, gain: Parameter, bias: Parameter) -> Tensor {
    norm(of: x, of: x, branch: nil, gain: gain, bias: bias, since: slotCount)
  }

  /// sum = x + dropout(branch), and its norm.
  package mutating func residualNorm(
    _ x: Tensor, branch: Tensor, dropoutRate: Float, gain: Parameter, bias: Parameter
  ) -> (sum: Tensor, normed: Tensor) {
    let start = slotCount
    let sum = makeTensor(rows: x.rows, columns: x.columns)
    let rate = mode.isTraining ? dropoutRate : 0
    let key = nextKey()
    if rate > 0 {
      Kernels.addDropout(value(of: branch), to: value(of: x), into: value(of: sum), rate: rate, key: key)
    } else {
      Kernels.sum(value(of: x), value(of: branch), into: value(of: sum))
    }
    let normed = norm(of: sum, of: x, branch: (branch, sum, rate, key), gain: gain, bias: bias, since: start)
    return (sum, normed)
  }

  private mutating func norm(
    of sum: Tensor, of x: Tensor, branch: (Tensor, Tensor, Float, RandomKey)?, gain: Parameter, bias: Parameter,
    since start: Int
  ) -> Tensor {
    let y = makeTensor(rows: sum.rows, columns: sum.columns)
    guard mode.isTraining else {
      Kernels.layerNorm(
        value(of: sum), gain: parameter(gain), bias: parameter(bias), epsilon: Self.epsilon, into: value(of: y),
        normed: nil, inverse: nil)
      return y
    }
    let normed = makeTensor(rows: sum.rows, columns: sum.columns)
    let inverse = makeTensor(rows: sum.rows, columns: 1)
    Kernels.layerNorm(
      value(of: sum), gain: parameter(gain), bias: parameter(bias), epsilon: Self.epsilon, into: value(of: y),
      normed: value(of: normed), inverse: value(of: inverse))
    record(
      .layerNorm(
        LayerNormOperation(
          x: x, branch: branch.map { (input: $0.0, sum: $0.1, rate: $0.2, key: $0.3) }, y: y, gain: gain, bias: bias,
          normed: normed, inverse: inverse)),
      since: start)
    return y
  }
}
