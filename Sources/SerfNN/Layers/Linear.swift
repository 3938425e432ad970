package import SerfActivations
package import SerfTensor

/// y = dropout(f(x · Wᵀ + b)): [N, inputWidth] to [N, outputWidth].
package struct Linear: Sendable {
  let weight: Parameter
  let bias: Parameter
  let activation: (any Activation)?
  let dropoutRate: Float

  /// - Parameter dropoutRate: of the activation's values; 0 without one.
  package init(
    _ scope: ParameterScope, from inputWidth: Int, to outputWidth: Int, activation: (any Activation)? = nil,
    dropoutRate: Float = 0
  ) {
    weight = scope.parameter(
      "weight", rows: outputWidth, columns: inputWidth, .weight(gain: activation?.gain ?? 1))
    bias = scope.parameter("bias", columns: outputWidth, .zeros)
    self.activation = activation
    self.dropoutRate = dropoutRate
  }

  package var outputWidth: Int { weight.rows }

  package func callAsFunction(_ x: Tensor, on tape: inout Tape) -> Tensor {
    tape.linear(x, weight: weight, bias: bias, activation: activation, dropoutRate: dropoutRate)
  }
}
