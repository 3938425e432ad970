import SerfActivations
import SerfNN
import SerfTensor
import Testing

@Suite("Layers against PyTorch")
struct LayerReferenceTests {
  let reference: LayerReference

  init() throws { reference = try LayerReference.stored.get() }

  /// Float32 against double precision: a sum of up to 24 products of size 1 to 4 is right to about 24 · 2⁻²⁴ · 4 = 6e-6, and
  /// two blocks and their norms (whose 1/σ is up to 2 here) pass an error on about three times over; most of it cancels, and
  /// what is seen is below 3e-6. A mistake in a formula shows in the second digit.
  private static let tolerance = 2e-5

  private func expect(
    _ found: [Float], _ expected: LayerReference.Values, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.values.count, "\(name)", sourceLocation: sourceLocation)
    let size = expected.values.reduce(1) { max($0, abs($1)) }
    let worst = zip(found, expected.values).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(worst <= Self.tolerance * size, "\(name) is off by \(worst)", sourceLocation: sourceLocation)
    #expect(found.allSatisfy { $0.isFinite }, "\(name)", sourceLocation: sourceLocation)
  }

  /// Runs a layer with the reference's weights and holds the output and every gradient to the reference's.
  private func check(
    _ expected: LayerReference.Case, _ blueprint: ParameterBlueprint, _ forward: (Tensor, inout Tape) -> Tensor
  ) throws {
    let layer = LayerRun(blueprint)
    #expect(blueprint.layout.parameters.map(\.name).sorted() == expected.parameters.map(\.name).sorted())
    for stored in expected.parameters {
      let parameter = try #require(blueprint.layout.parameter(named: stored.name))
      #expect((parameter.rows, parameter.columns) == (stored.values.rows, stored.values.columns), "\(stored.name)")
      layer.arena.matrix(of: parameter).fill(with: stored.values.values.map(Float.init))
    }
    let result = layer.run(
      expected.input.values.map(Float.init), rows: expected.input.rows, mode: .training(key: RandomKey(seed: 1)),
      upstream: expected.upstream.values.map(Float.init), forward)
    expect(result.output, expected.output, "the output")
    expect(result.inputGradient, expected.inputGradient, "the input's gradient")
    for stored in expected.parameters { expect(layer.gradient(of: stored.name), stored.gradient, stored.name) }
  }

  @Test("attention with several heads over three sequences: output and every gradient")
  func attention() throws {
    let expected = reference.attention
    let builder = ParameterBuilder()
    let layer = MultiHeadAttention(
      builder.root, width: expected.input.columns, headCount: try #require(expected.heads), dropoutRate: 0)
    let starts = IndexBuffer(expected.starts)
    try check(expected, builder.blueprint) { x, tape in layer(x, starts: starts.view, on: &tape) }
  }

  @Test("transformer encoders, norm before and after: output and every gradient")
  func encoders() throws {
    #expect(Set(reference.encoders.compactMap(\.norm)) == ["pre", "post"])
    for expected in reference.encoders {
      let builder = ParameterBuilder()
      let encoder = TransformerEncoder(
        builder.root,
        TransformerShape(
          width: expected.input.columns, headCount: try #require(expected.heads),
          innerWidth: try #require(expected.innerWidth),
          activation: try Activations.named(try #require(expected.activation)),
          placement: try #require(expected.norm.flatMap(NormPlacement.init)), dropout: BlockDropout(0)),
        layerCount: try #require(expected.layers))
      let starts = IndexBuffer(expected.starts)
      try check(expected, builder.blueprint) { x, tape in encoder(x, starts: starts.view, on: &tape) }
    }
  }

  @Test("LSTMs of one and two layers, in one and both directions: output and every gradient")
  func lstms() throws {
    #expect(reference.lstms.contains { $0.isBidirectional == true && $0.layers == 2 })
    for expected in reference.lstms {
      let builder = ParameterBuilder()
      let lstm = LSTM(
        builder.root, inputWidth: expected.input.columns, hiddenWidth: try #require(expected.hiddenWidth),
        layerCount: try #require(expected.layers), isBidirectional: expected.isBidirectional == true,
        dropoutRate: 0)
      let starts = IndexBuffer(expected.starts)
      try check(expected, builder.blueprint) { x, tape in lstm(x, stepStarts: starts.view, on: &tape) }
    }
  }
}
