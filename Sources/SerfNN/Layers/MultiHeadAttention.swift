package import SerfTensor

/// Self-attention with H heads (Vaswani et al. 2017, section 3.2.2): one product for queries, keys and values, attention
/// within each sequence, one product out. [N, D] to [N, D].
package struct MultiHeadAttention: Sendable {
  let input: Parameter
  let inputBias: Parameter
  let output: Linear
  let headCount: Int
  let dropoutRate: Float

  package init(_ scope: ParameterScope, width: Int, headCount: Int, dropoutRate: Float) {
    precondition(width % headCount == 0, "\(headCount) heads in a width of \(width)")
    input = scope.parameter("input.weight", rows: 3 * width, columns: width, .stackedWeight(blocks: 3, gain: 1))
    inputBias = scope.parameter("input.bias", columns: 3 * width, .zeros)
    output = Linear(scope.child("output"), from: width, to: width)
    self.headCount = headCount
    self.dropoutRate = dropoutRate
  }

  /// - Parameter starts: first row of each sequence, then N.
  package func callAsFunction(_ x: Tensor, starts: Indices, on tape: inout Tape) -> Tensor {
    let qkv = tape.linear(x, weight: input, bias: inputBias)
    return output(tape.attention(qkv, starts: starts, heads: headCount, dropoutRate: dropoutRate), on: &tape)
  }
}
