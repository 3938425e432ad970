package import SerfActivations

/// y = f(x · Wᵀ + b): linear, bias and activation in one operation. x [N, D], W [F, D], b [1, F], y [N, F].
///
/// With an activation the pre-activation's buffer holds f' after the forward step, so backward is one product.
struct LinearOperation {
  let x: Tensor
  let y: Tensor
  let weight: Parameter
  let bias: Parameter?
  /// f' [N, F]; nil where f is the identity.
  let slope: Tensor?

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    if let slope { Kernels.multiply(dy, by: tape.value(of: slope)) }
    if let bias { Kernels.addColumnSums(of: dy, to: tape.parameterGradient(bias)) }
    BLAS.multiply(
      dy, by: tape.value(of: x), transposeFirst: true, accumulate: true, into: tape.parameterGradient(weight))
    let dx = tape.gradientTarget(of: x)
    BLAS.multiply(dy, by: tape.parameter(weight), accumulate: dx.accumulate, into: dx.matrix)
  }
}

extension Tape {
  /// f(x · Wᵀ + b).
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: [F, D].
  ///   - bias: [1, F].
  ///   - activation: f; nil is the identity.
  /// - Returns: [N, F].
  package mutating func linear(
    _ x: Tensor, weight: Parameter, bias: Parameter?, activation: (any Activation)? = nil
  ) -> Tensor {
    let start = slotCount
    let y = makeTensor(rows: x.rows, columns: weight.rows)
    guard let activation else {
      BLAS.multiply(value(of: x), by: parameter(weight), transposeSecond: true, into: value(of: y))
      if let bias { Kernels.addRow(parameter(bias), to: value(of: y)) }
      record(.linear(LinearOperation(x: x, y: y, weight: weight, bias: bias, slope: nil)), since: start)
      return y
    }
    let before = mode.isTraining ? makeTensor(rows: x.rows, columns: weight.rows) : y
    BLAS.multiply(value(of: x), by: parameter(weight), transposeSecond: true, into: value(of: before))
    Kernels.biasActivation(
      value(of: before), bias: bias.map { parameter($0) }, activation: activation, into: value(of: y),
      slope: mode.isTraining)
    record(.linear(LinearOperation(x: x, y: y, weight: weight, bias: bias, slope: before)), since: start)
    return y
  }
}
