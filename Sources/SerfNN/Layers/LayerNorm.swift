package import SerfTensor

/// Layer normalisation with gain and bias, alone or behind a residual connection.
package struct LayerNorm: Sendable {
  let gain: Parameter
  let bias: Parameter

  package init(_ scope: ParameterScope, width: Int) {
    gain = scope.parameter("weight", columns: width, .ones)
    bias = scope.parameter("bias", columns: width, .zeros)
  }

  package func callAsFunction(_ x: Tensor, on tape: inout Tape) -> Tensor {
    tape.layerNorm(x, gain: gain, bias: bias)
  }

  /// x + dropout(branch), and its norm.
  package func afterResidual(
    _ x: Tensor, branch: Tensor, dropoutRate: Float, on tape: inout Tape
  ) -> (sum: Tensor, normed: Tensor) {
    tape.residualNorm(x, branch: branch, dropoutRate: dropoutRate, gain: gain, bias: bias)
  }
}
