package import SerfTensor

/// Attention of a decoder's rows [N, D] to the rows of an encoder [M, D], with H heads: one product for the queries, one
/// for keys and values, one out.
package struct CrossAttention: Sendable {
  let query: Linear
  let keyValue: Parameter
  let keyValueBias: Parameter
  let output: Linear
  let headCount: Int
  let dropoutRate: Float

  package init(_ scope: ParameterScope, width: Int, headCount: Int, dropoutRate: Float) {
    precondition(width % headCount == 0, "\(headCount) heads in a width of \(width)")
    query = Linear(scope.child("query"), from: width, to: width)
    keyValue = scope.parameter("memory.weight", rows: 2 * width, columns: width, .stackedWeight(blocks: 2, gain: 1))
    keyValueBias = scope.parameter("memory.bias", columns: 2 * width, .zeros)
    output = Linear(scope.child("output"), from: width, to: width)
    self.headCount = headCount
    self.dropoutRate = dropoutRate
  }

  /// Keys and values of the encoder's states, side by side: [M, 2D]. They are the same for every step of a decoder.
  package func memory(of states: Tensor, on tape: inout Tape) -> Tensor {
    tape.linear(states, weight: keyValue, bias: keyValueBias)
  }

  /// - Parameter keyValues: of this layer, [M, 2D].
  package func callAsFunction(
    _ x: Tensor, keyValues: Tensor, rows: MemoryRows, on tape: inout Tape
  ) -> Tensor {
    let attended = tape.crossAttention(
      query(x, on: &tape), memory: keyValues, queryStarts: rows.queryStarts, keyStarts: rows.keyStarts,
      sources: rows.sources, heads: headCount, dropoutRate: dropoutRate)
    return output(attended, on: &tape)
  }
}

/// Which rows of a decoder look at which rows of an encoder.
package struct MemoryRows {
  /// First row of each sequence of the decoder, then N.
  package let queryStarts: Indices
  /// First row of each sequence of the encoder, then M.
  package let keyStarts: Indices
  /// For each sequence of the decoder that of the encoder; nil pairs them in order.
  package let sources: Indices?

  package init(queryStarts: Indices, keyStarts: Indices, sources: Indices? = nil) {
    (self.queryStarts, self.keyStarts, self.sources) = (queryStarts, keyStarts, sources)
  }
}
