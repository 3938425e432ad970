package import SerfTensor

/// Stacked LSTM layers over a time-major packed batch, in one or both directions, with dropout between layers.
///
/// Forget gates begin with bias 1 (Jozefowicz et al. 2015).
package struct LSTM: Sendable {
  let layers: [(forward: LSTMDirection, reverse: LSTMDirection?)]
  let dropoutRate: Float
  /// Width of the output: H, or 2H in both directions.
  package let outputWidth: Int

  package init(
    _ scope: ParameterScope, inputWidth: Int, hiddenWidth: Int, layerCount: Int, isBidirectional: Bool,
    dropoutRate: Float
  ) {
    let outputWidth = isBidirectional ? 2 * hiddenWidth : hiddenWidth
    layers = (0..<layerCount).map { index in
      let scope = scope.child("\(index)")
      let width = index == 0 ? inputWidth : outputWidth
      return (
        Self.direction(scope.child("forward"), from: width, hidden: hiddenWidth),
        isBidirectional ? Self.direction(scope.child("reverse"), from: width, hidden: hiddenWidth) : nil
      )
    }
    self.outputWidth = outputWidth
    self.dropoutRate = dropoutRate
  }

  static func direction(_ scope: ParameterScope, from width: Int, hidden: Int) -> LSTMDirection {
    LSTMDirection(
      inputWeight: scope.parameter(
        "input_weight", rows: 4 * hidden, columns: width, .stackedWeight(blocks: 4, gain: 1)),
      recurrentWeight: scope.parameter(
        "recurrent_weight", rows: 4 * hidden, columns: hidden, .stackedWeight(blocks: 4, gain: 1)),
      bias: scope.parameter("bias", columns: 4 * hidden, .constantBlock(hidden..<2 * hidden, value: 1)))
  }

  /// - Parameters:
  ///   - x: [N, inputWidth] in time-major order.
  ///   - stepStarts: first row of each time step, then N.
  /// - Returns: [N, outputWidth].
  package func callAsFunction(_ x: Tensor, stepStarts: Indices, on tape: inout Tape) -> Tensor {
    var state = x
    for (index, layer) in layers.enumerated() {
      if index > 0 { state = tape.dropout(state, rate: dropoutRate) }
      state = tape.lstm(state, stepStarts: stepStarts, forward: layer.forward, reverse: layer.reverse)
    }
    return state
  }
}
