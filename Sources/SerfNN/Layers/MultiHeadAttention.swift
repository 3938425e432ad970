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

  /// - Parameters:
  ///   - starts: first row of each sequence, then N.
  ///   - isCausal: whether a row sees itself and the rows before it alone.
  package func callAsFunction(
    _ x: Tensor, starts: Indices, isCausal: Bool = false, on tape: inout Tape
  ) -> Tensor {
    let qkv = tape.linear(x, weight: input, bias: inputBias)
    return output(
      tape.attention(qkv, starts: starts, heads: headCount, isCausal: isCausal, dropoutRate: dropoutRate), on: &tape)
  }

  /// The last row of causal attention, for one row a sequence.
  /// - Parameter block: which of a decoder's blocks this is.
  func step(_ x: Tensor, block: Int, cache: DecoderCache, on tape: inout Tape) -> Tensor {
    let history = cache.append(tape.linear(x, weight: input, bias: inputBias), block: block)
    return output(tape.stepAttention(history, heads: headCount), on: &tape)
  }
}
