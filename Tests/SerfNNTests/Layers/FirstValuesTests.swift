import SerfActivations
import SerfNN
import SerfTensor
import Testing

@Suite("What layers begin with")
struct FirstValuesTests {
  private func initialized(_ initializer: Initializer, _ make: (ParameterScope) -> Void) -> ParameterArena {
    let builder = ParameterBuilder()
    make(builder.root)
    let arena = ParameterArena(layout: builder.blueprint.layout)
    // What an arena held before does not shine through.
    arena.all.fill(with: 9)
    builder.blueprint.initialize(arena, initializer: initializer, key: RandomKey(seed: 1))
    return arena
  }

  private func makeAll(_ scope: ParameterScope) {
    _ = Embedding(scope.child("embedding"), vocabularySize: 50, width: 8, positionCount: 20)
    _ = TransformerEncoder(
      scope.child("encoder"),
      TransformerShape(
        width: 8, headCount: 2, innerWidth: 12, activation: Serf(), placement: .pre, dropout: BlockDropout(0)),
      layerCount: 2)
    _ = LSTM(
      scope.child("lstm"), inputWidth: 8, hiddenWidth: 5, layerCount: 2, isBidirectional: true, dropoutRate: 0)
    _ = Pooling(scope.child("pooling"), method: .attention, width: 8)
  }

  @Test("biases begin at 0, gains of norms at 1, forget gates at 1, embeddings normal", arguments: Initializer.allCases)
  func fixedValues(initializer: Initializer) {
    let arena = initialized(initializer, makeAll)
    for parameter in arena.layout.parameters {
      let values = arena.matrix(of: parameter).elements
      if parameter.name.hasPrefix("lstm"), parameter.name.hasSuffix("bias") {
        // Gates in the order input, forget, cell, output.
        let expected = [0, 1, 0, 0].flatMap { [Float](repeating: $0, count: 5) }
        #expect(values == expected, "\(parameter.name)")
      } else if parameter.name.hasSuffix("bias") {
        #expect(values.allSatisfy { $0 == 0 }, "\(parameter.name)")
      } else if parameter.name.hasSuffix("norm.weight") {
        #expect(values.allSatisfy { $0 == 1 }, "\(parameter.name)")
      } else if parameter.name.hasPrefix("embedding") {
        let deviation: Float = parameter.name.hasSuffix("positions") ? 0.02 : 0.1
        let square = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
        // 160 and 400 normal numbers: the deviation is right to 1/√(2n), 6 %; four of those.
        #expect(abs(square.squareRoot() / deviation - 1) < 0.24, "\(parameter.name)")
      } else {
        #expect(values.allSatisfy { $0 == 0 } == (initializer == .zeros), "\(parameter.name)")
      }
    }
  }

  @Test("a layer's names and shapes are those that checkpoints have")
  func names() {
    let builder = ParameterBuilder()
    _ = Linear(builder.root.child("linear"), from: 3, to: 5)
    _ = LayerNorm(builder.root.child("norm"), width: 7)
    _ = FeedForward(builder.root.child("fed"), width: 3, innerWidth: 4, activation: Serf(), dropoutRate: 0)
    _ = MultiHeadAttention(builder.root.child("attention"), width: 4, headCount: 2, dropoutRate: 0)
    _ = LSTM(
      builder.root.child("lstm"), inputWidth: 3, hiddenWidth: 2, layerCount: 2, isBidirectional: true, dropoutRate: 0)
    _ = Pooling(builder.root.child("pooling"), method: .attention, width: 4)
    _ = Pooling(builder.root.child("plain"), method: .maxMean, width: 4)
    let found = builder.blueprint.layout.parameters.map { "\($0.name) \($0.rows)x\($0.columns)" }
    #expect(
      found == [
        "linear.weight 5x3", "linear.bias 1x5", "norm.weight 1x7", "norm.bias 1x7", "fed.inner.weight 4x3",
        "fed.inner.bias 1x4", "fed.outer.weight 3x4", "fed.outer.bias 1x3", "attention.input.weight 12x4",
        "attention.input.bias 1x12", "attention.output.weight 4x4", "attention.output.bias 1x4",
        "lstm.0.forward.input_weight 8x3", "lstm.0.forward.recurrent_weight 8x2", "lstm.0.forward.bias 1x8",
        "lstm.0.reverse.input_weight 8x3", "lstm.0.reverse.recurrent_weight 8x2", "lstm.0.reverse.bias 1x8",
        "lstm.1.forward.input_weight 8x4", "lstm.1.forward.recurrent_weight 8x2", "lstm.1.forward.bias 1x8",
        "lstm.1.reverse.input_weight 8x4", "lstm.1.reverse.recurrent_weight 8x2", "lstm.1.reverse.bias 1x8",
        "pooling.hidden.weight 4x4", "pooling.hidden.bias 1x4", "pooling.score.weight 1x4", "pooling.score.bias 1x1",
      ])
  }

  @Test(
    "the gain of an activation keeps the mean square of its outputs from layer to layer", arguments: Activations.all)
  func gain(activation: any Activation) {
    let (width, rows) = (384, 32)
    let builder = ParameterBuilder()
    let next = Linear(builder.root, from: width, to: width, activation: activation)
    let layer = LayerRun(builder.blueprint)
    builder.blueprint.initialize(layer.arena, initializer: .activation, key: RandomKey(seed: 5))
    // What comes out of a layer of the same kind.
    let input = normalNumbers(rows * width, seed: 6).map { Float(activation.reference(Double($0)).value) }
    let output = layer.run(input, rows: rows) { x, tape in next(x, on: &tape) }.output
    let square = output.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(output.count)
    // Of 12,288 numbers; the eighth moments of squared ReLU stray most. Without its gain ReLU would be at 1/2.
    #expect(abs(square / activation.secondMoment - 1) < 0.2, "\(activation.name): \(square)")
  }
}
