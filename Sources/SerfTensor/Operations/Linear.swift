package import SerfActivations

/// y = dropout(f(x · Wᵀ + b)): linear, bias, activation and dropout in one operation. x [N, D], W [F, D], b [1, F],
/// y [N, F].
///
/// With an activation the pre-activation's buffer holds f' after the forward step, dropped and scaled as f is, so backward
/// is one product.
struct LinearOperation {
  let x: Tensor
  let y: Tensor
  let weight: Parameter
  let bias: Parameter?
  /// dropout(f') [N, F]; nil where f is the identity.
  let slope: Tensor?

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    if let slope { Kernels.multiply(dy, by: tape.value(of: slope)) }
    if let bias { Kernels.addColumnSums(of: dy, to: tape.parameterGradient(bias)) }
    tape.multiply(
      dy, by: tape.value(of: x), transposeFirst: true, accumulate: true, into: tape.parameterGradient(weight))
    let dx = tape.gradientTarget(of: x)
    tape.multiply(dy, by: tape.parameter(weight), accumulate: dx.accumulate, into: dx.matrix)
  }
}

extension Tape {
  /// dropout(f(x · Wᵀ + b)).
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: [F, D].
  ///   - bias: [1, F].
  ///   - activation: f; nil is the identity.
  ///   - dropoutRate: of f's values; 0 without an f.
  /// - Returns: [N, F].
  package mutating func linear(
    _ x: Tensor, weight: Parameter, bias: Parameter?, activation: (any Activation)? = nil, dropoutRate: Float = 0
  ) -> Tensor {
    precondition(activation != nil || dropoutRate == 0, "dropout of a linear map without an activation")
    let start = slotCount
    let y = makeTensor(rows: x.rows, columns: weight.rows)
    let before = activation != nil && mode.isTraining ? makeTensor(rows: x.rows, columns: weight.rows) : y
    multiply(value(of: x), byTransposed: weight, bias: bias, into: value(of: before))
    if let activation, let probe, !mode.isTraining {
      withScratch(rows: x.rows, columns: weight.rows) { (tape, slopes) in
        slopes.copy(from: tape.value(of: before))
        Kernels.activate(slopes, activation, into: tape.value(of: y), slope: true, dropout: nil)
        probe.record(weight.name, activation: activation.name, values: tape.value(of: y), slopes: slopes)
      }
    } else if let activation {
      let dropout = mode.isTraining && dropoutRate > 0 ? (rate: dropoutRate, key: nextKey()) : nil
      Kernels.activate(
        value(of: before), activation, into: value(of: y), slope: mode.isTraining, dropout: dropout)
    }
    record(
      .linear(LinearOperation(x: x, y: y, weight: weight, bias: bias, slope: activation == nil ? nil : before)),
      since: start)
    return y
  }
}
