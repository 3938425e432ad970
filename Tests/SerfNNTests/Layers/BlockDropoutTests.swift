import SerfActivations
import SerfNN
import SerfTensor
import Testing

@Suite("Dropout rates of a block act each in its own place")
struct BlockDropoutTests {
  /// A part of a block, and the weights through which it reaches the residual sum.
  enum Part: String, CaseIterable {
    case attention = ".attention.output"
    case crossAttention = ".cross_attention.output"
    case feedForward = ".feed_forward.outer"
  }

  /// An encoder and a decoder that reads its states, of whose parts one alone says something.
  private struct Network {
    let run: LayerRun
    let encoder: TransformerEncoder
    let decoder: TransformerDecoder
    static let width = 8

    init(_ placement: NormPlacement, _ dropout: BlockDropout, only part: Part) {
      let builder = ParameterBuilder()
      let shape = TransformerShape(
        width: Self.width, headCount: 2, innerWidth: 12, activation: Serf(), placement: placement, dropout: dropout)
      encoder = TransformerEncoder(builder.root.child("encoder"), shape, layerCount: 1)
      decoder = TransformerDecoder(builder.root.child("decoder"), shape, layerCount: 1)
      run = LayerRun(builder.blueprint)
      run.randomize(seed: 5)
      for parameter in run.arena.layout.parameters
      where Part.allCases.contains(where: { $0 != part && parameter.name.contains($0.rawValue) }) {
        run.arena.matrix(of: parameter).fill(with: 0)
      }
    }

    /// The states of both in training; equal ones where nothing that counts was dropped.
    func output() -> [Float] {
      let starts = IndexBuffer([0, 4, 6])
      return run.run(
        normalNumbers(6 * Self.width, seed: 1), rows: 6, mode: .training(key: RandomKey(seed: 2))
      ) { x, tape in
        let states = encoder(x, starts: starts.view, on: &tape)
        let decoded = decoder(
          x, past: .sequences(starts: starts.view), memory: decoder.memory(of: states, on: &tape),
          rows: MemoryRows(queryStarts: starts.view, keyStarts: starts.view), on: &tape)
        return tape.stacked([states, decoded])
      }.output
    }
  }

  @Test(arguments: NormPlacement.allCases, Part.allCases)
  func eachInItsPlace(placement: NormPlacement, part: Part) {
    func output(_ dropout: BlockDropout) -> [Float] { Network(placement, dropout, only: part).output() }
    let plain = output(BlockDropout(0))
    #expect((output(BlockDropout(0, attention: 0.5)) != plain) == (part != .feedForward))
    #expect((output(BlockDropout(0, feedForward: 0.5)) != plain) == (part == .feedForward))
    #expect(output(BlockDropout(0.5, attention: 0, feedForward: 0)) != plain)
  }

  @Test("a rate that is not given is the residual's")
  func standard() {
    let dropout = BlockDropout(0.25, attention: 0)
    #expect((dropout.residual, dropout.attention, dropout.feedForward) == (0.25, 0, 0.25))
    #expect(BlockDropout(0.25).attention == 0.25)
  }
}
