package import SerfActivations
package import SerfTensor

/// LSTM layers that say a sentence while they look at another, with input feeding (Luong et al. 2015): each state looks at
/// the encoder's, and a feed-forward block makes of both what is said next, which the next step is fed beside its token.
///
/// One step is the same in training, where the rows are the sequences that are not over yet, and in decoding, where they are
/// the hypotheses.
package struct RecurrentDecoder: Sendable {
  let layers: [LSTMDirection]
  let attention: CrossAttention
  let inner: Linear
  let outer: Linear
  let dropoutRate: Float

  package init(
    _ scope: ParameterScope, width: Int, headCount: Int, innerWidth: Int, layerCount: Int,
    activation: any Activation, dropoutRate: Float
  ) {
    precondition(layerCount > 0, "a decoder of no layers")
    layers = (0..<layerCount).map { index in
      // The token and what was said before it; above, the layer below.
      LSTM.direction(scope.child("\(index)"), from: index == 0 ? 2 * width : width, hidden: width)
    }
    attention = CrossAttention(scope.child("attention"), width: width, headCount: headCount, dropoutRate: 0)
    let feedForward = scope.child("feed_forward")
    inner = Linear(
      feedForward.child("inner"), from: 2 * width, to: innerWidth, activation: activation, dropoutRate: dropoutRate)
    outer = Linear(feedForward.child("outer"), from: innerWidth, to: width)
    self.dropoutRate = dropoutRate
  }

  /// What a step hands on to the next one.
  package struct State {
    /// Of each layer.
    var layers: [LSTMState]
    /// What is said, [B, D].
    package var output: Tensor

    package var tensors: [Tensor] { layers.flatMap { [$0.hidden, $0.cells] } + [output] }

    /// Some of its rows, in another order.
    package func rows(_ rows: Indices, on tape: inout Tape) -> State {
      var state = self
      for layer in layers.indices {
        state.layers[layer] = LSTMState(
          hidden: tape.gather(layers[layer].hidden, rows: rows), cells: tape.gather(layers[layer].cells, rows: rows))
      }
      state.output = tape.gather(output, rows: rows)
      return state
    }
  }

  /// Keys and values of the encoder's states, [M, 2D].
  package func memory(of states: Tensor, on tape: inout Tape) -> Tensor { attention.memory(of: states, on: &tape) }

  /// - Parameters:
  ///   - x: the tokens' embeddings, [B, D].
  ///   - state: of the step before, of as many rows; nil at the beginning.
  ///   - memory: of ``memory(of:on:)``.
  ///   - rows: the sequence of the encoder that each row looks at.
  package func step(
    _ x: Tensor, after state: State?, memory: Tensor, rows: MemoryRows, on tape: inout Tape
  ) -> State {
    var input = tape.joined(x, state?.output ?? tape.zeros(rows: x.rows, columns: outer.outputWidth))
    var states: [LSTMState] = []
    for (index, layer) in layers.enumerated() {
      if index > 0 { input = tape.dropout(input, rate: dropoutRate) }
      states.append(tape.lstmCell(input, after: state?.layers[index], layer))
      input = states[index].hidden
    }
    let seen = attention(input, keyValues: memory, rows: rows, on: &tape)
    let output = outer(inner(tape.joined(seen, input), on: &tape), on: &tape)
    return State(layers: states, output: output)
  }
}

/// What a recurrent decoder that goes step by step remembers: the states of its last step.
///
/// The tensors belong to the tape on which the steps run, which keeps them until its next pass.
package final class RecurrentMemory {
  /// After the last step; nil before the first.
  package var state: RecurrentDecoder.State?
  private let parents = IndexBuffer()

  package init() {}

  package func beginStep(parents: [Int]) {
    self.parents.removeAll()
    for parent in parents { self.parents.append(parent) }
  }

  /// The state that each row of the present step goes on from.
  package func previous(on tape: inout Tape) -> RecurrentDecoder.State? { state?.rows(parents.view, on: &tape) }
}
