import SerfNN
import SerfTensor
import Testing

@Suite("Packed batches of layers")
struct PackedBatchTests {
  /// Sequences, longest first, with two of one length and one of a single token.
  private static let sequences = [5, 4, 4, 2, 1].enumerated().map { number, length in
    normalNumbers(length * PackedLayer.width, seed: UInt64(number + 1))
  }

  /// Products of a batch and of one sequence may be cut into other blocks, and so be rounded otherwise: sums of up to 24
  /// products of size 1, through three layers.
  private static let tolerance: Float = 1e-5

  private func expectClose(_ found: [Float], _ expected: [Float], _ name: String) {
    #expect(found.count == expected.count && !found.isEmpty, "\(name)")
    let worst = zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(worst <= Self.tolerance, "\(name) is off by \(worst)")
  }

  @Test("each sequence of a batch becomes what it becomes alone", arguments: PackedLayer.all)
  func alone(layer: PackedLayer) {
    let built = layer.built()
    let together = built.outputs(of: Self.sequences)
    for (index, sequence) in Self.sequences.enumerated() {
      expectClose(together[index], built.outputs(of: [sequence])[0], "sequence \(index)")
    }
  }

  @Test("the order of the sequences does not matter", arguments: PackedLayer.all.filter { !$0.isTimeMajor })
  func anyOrder(layer: PackedLayer) {
    let built = layer.built()
    let outputs = built.outputs(of: Self.sequences)
    let order = [3, 0, 4, 2, 1]
    for (place, output) in built.outputs(of: order.map { Self.sequences[$0] }).enumerated() {
      expectClose(output, outputs[order[place]], "sequence \(order[place])")
    }
  }

  @Test("sequences of one length may change places in an LSTM", arguments: PackedLayer.all.filter(\.isTimeMajor))
  func equalLengths(layer: PackedLayer) {
    let built = layer.built()
    let outputs = built.outputs(of: Self.sequences)
    let order = [0, 2, 1, 3, 4]
    for (place, output) in built.outputs(of: order.map { Self.sequences[$0] }).enumerated() {
      expectClose(output, outputs[order[place]], "sequence \(order[place])")
    }
  }

  @Test("the same pass twice gives the same bits", arguments: PackedLayer.all)
  func repeated(layer: PackedLayer) {
    let built = layer.built()
    #expect(built.outputs(of: Self.sequences) == built.outputs(of: Self.sequences))
  }

  @Test("dropout acts in training alone, by the key of the pass")
  func dropout() {
    for layer in PackedLayer.all where !layer.isPooled && layer.description != "LSTM, 1 layers" {
      let (plain, dropping) = (layer.built(), layer.built(dropoutRate: 0.5))
      let key = RandomKey(seed: 3)
      let outputs = plain.outputs(of: Self.sequences)
      #expect(dropping.outputs(of: Self.sequences) == outputs, "\(layer) drops in evaluation")
      let trained = dropping.outputs(of: Self.sequences, mode: .training(key: key))
      #expect(trained != outputs, "\(layer) does not drop in training")
      #expect(trained == dropping.outputs(of: Self.sequences, mode: .training(key: key)), "\(layer)")
      #expect(trained != dropping.outputs(of: Self.sequences, mode: .training(key: key.child(1))), "\(layer)")
      #expect(plain.outputs(of: Self.sequences, mode: .training(key: key)) == outputs, "\(layer)")
    }
  }

  @Test("pooling by maximum and mean, and by the mean, is what its name says")
  func pooled() throws {
    let rows: [[Float]] = [[1, -2, 3, 0, 5, -6], [2, -1, -3, 0, 4, -7], [0, -3, 0, 3, 6, -5]]
    let pools = PackedLayer.all.filter(\.isPooled)
    let mean: [Float] = [1, -2, 0, 1, 5, -6]
    let plain = try #require(pools.first { $0.description == "pooling by mean" })
    expectClose(plain.built().outputs(of: [rows.flatMap(\.self)])[0], mean, "mean")
    let both = try #require(pools.first { $0.description == "pooling by maxMean" })
    expectClose(both.built().outputs(of: [rows.flatMap(\.self)])[0], [2, -1, 3, 3, 6, -5] + mean, "maximum and mean")
  }

  @Test("attentive pooling with zero scores is the mean; its weights favour the row with the higher score")
  func attentivePooling() {
    let builder = ParameterBuilder()
    let pooling = Pooling(builder.root, method: .attention, width: 2)
    let layer = LayerRun(builder.blueprint)
    let rows = PackedRows([3], isTimeMajor: false)
    func pooled() -> [Float] {
      layer.run([1, 0, 2, 0, 6, 0], rows: 3) { x, tape in
        pooling(x, segments: rows.segments.view, sequences: 1, on: &tape)
      }.output
    }
    #expect(abs(pooled()[0] - 3) < 1e-6)
    for parameter in layer.arena.layout.parameters where parameter.name.hasSuffix("weight") {
      layer.arena.matrix(of: parameter).fill(with: 1)
    }
    #expect(pooled()[0] > 3.05)
  }
}
