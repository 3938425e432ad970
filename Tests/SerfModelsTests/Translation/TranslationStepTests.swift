import SerfData
import SerfModels
import SerfTensor
import Testing

@Suite("A training step of translation")
struct TranslationStepTests {
  let bench: TranslationBench

  init() throws { bench = try TranslationBench() }

  private func pairs(_ count: Int, seed: UInt64) -> EncodedPairs {
    var pairs = EncodedPairs()
    for (source, target) in zip(bench.sources(count, seed: seed), bench.sources(count, seed: seed + 100)) {
      pairs.append(source: source, target: target)
    }
    return pairs
  }

  private func loss(
    _ model: TranslationModel, _ corpus: EncodedPairs, pairs: [Int], on tape: inout Tape,
    _ mode: PassMode = .evaluation, gradients: GradientArena? = nil
  ) -> Loss {
    let batch = PairBatch(special: model.preparation.special)
    batch.fill(from: corpus, pairs: pairs[...])
    tape.begin(mode, gradients: gradients)
    let loss = model.network.loss(of: batch, smoothing: 0.1, scale: 1, on: &tape)
    if mode.isTraining { tape.backward() }
    return withExtendedLifetime(batch) { loss }
  }

  /// Architecture, placement of norms, and whether embeddings are tied.
  private static let networks: [(TranslationConfiguration.Architecture, String, Bool)] = [
    (.transformer, "pre", true), (.transformer, "post", false), (.lstm, "pre", true), (.lstm, "pre", false),
  ]

  @Test("the loss of a batch is that of its pairs, in any order", arguments: networks)
  func sums(architecture: TranslationConfiguration.Architecture, norm: String, isTied: Bool) throws {
    let model = try bench.model {
      ($0.architecture, $0.norm, $0.tiedEmbeddings) = (architecture, norm, isTied)
    }
    let corpus = pairs(7, seed: 4)
    var tape = Tape(parameters: model.parameters)
    let together = loss(model, corpus, pairs: [3, 0, 6, 1, 5, 2, 4], on: &tape)
    var sum = Loss()
    for pair in 0..<7 { sum = sum + loss(model, corpus, pairs: [pair], on: &tape) }
    #expect(together.weight == sum.weight)
    #expect(abs(together.sum - sum.sum) < 1e-3 * sum.sum)
  }

  /// Central differences along a random direction of all weights, over few of them at a time.
  @Test("the gradient of each parameter is the slope of the loss", arguments: networks)
  func slopes(architecture: TranslationConfiguration.Architecture, norm: String, isTied: Bool) throws {
    let model = try bench.model {
      ($0.architecture, $0.norm, $0.tiedEmbeddings) = (architecture, norm, isTied)
      ($0.dropout, $0.embeddingDropout, $0.wordDropout) = (0, 0, 0)
    }
    let corpus = pairs(5, seed: 6)
    let (all, layout) = (Array(0..<5), model.network.layout)
    let gradients = GradientArena(layout: layout)
    var tape = Tape(parameters: model.parameters)
    _ = loss(model, corpus, pairs: all, on: &tape, .training(key: RandomKey(seed: 1)), gradients: gradients)
    for parameter in layout.parameters {
      var random = RandomStream(RandomKey(seed: 2).child(parameter.name))
      let (weights, gradient) = (model.parameters.matrix(of: parameter), gradients.matrix(of: parameter))
      let before = weights.elements
      let direction = before.map { _ in Float(random.normal()) }
      let expected = zip(gradient.elements, direction).reduce(0.0) { $0 + Double($1.0 * $1.1) }
      let step: Float = 2e-3
      func sum(_ sign: Float) -> Double {
        weights.fill(with: zip(before, direction).map { $0 + sign * step * $1 })
        return loss(model, corpus, pairs: all, on: &tape).sum
      }
      let slope = (sum(1) - sum(-1)) / Double(2 * step)
      weights.fill(with: before)
      #expect(
        abs(slope - expected) < 0.02 * max(abs(expected), 1), "\(parameter.name): \(expected), and \(slope) measured")
    }
    withExtendedLifetime(gradients) {}
  }

  @Test(
    "a pair teaches nothing to tokens that follow: the loss of a prefix is part of the whole's",
    arguments: TranslationConfiguration.Architecture.allCases)
  func causal(architecture: TranslationConfiguration.Architecture) throws {
    let model = try bench.model { $0.architecture = architecture }
    let tokens = bench.sources(40, seed: 9).first { $0.count > 6 } ?? []
    var (whole, prefix) = (EncodedPairs(), EncodedPairs())
    whole.append(source: tokens, target: tokens)
    prefix.append(source: tokens, target: tokens.prefix(3))
    var tape = Tape(parameters: model.parameters)
    let special = model.preparation.special
    func losses(_ corpus: EncodedPairs, rows: Int) -> [Double] {
      let batch = PairBatch(special: special)
      batch.fill(from: corpus, pairs: [0])
      let labels = (0..<batch.labels.count).map { batch.labels[$0] }
      // The loss of one row is the difference that its label makes.
      return (0..<rows).map { row in
        batch.labels.removeAll()
        for (place, label) in labels.enumerated() { batch.labels.append(place == row ? special.end : label) }
        tape.begin(.evaluation)
        let other = model.network.loss(of: batch, smoothing: 0, scale: 1, on: &tape).sum
        batch.labels.removeAll()
        for label in labels { batch.labels.append(label) }
        tape.begin(.evaluation)
        return model.network.loss(of: batch, smoothing: 0, scale: 1, on: &tape).sum - other
      }
    }
    for (long, short) in zip(losses(whole, rows: 3), losses(prefix, rows: 3)) { #expect(abs(long - short) < 1e-3) }
  }

  @Test(
    "a warm step takes every buffer from the pool", arguments: TranslationConfiguration.Architecture.allCases)
  func warm(architecture: TranslationConfiguration.Architecture) throws {
    let model = try bench.model { $0.architecture = architecture }
    let corpus = pairs(40, seed: 2)
    let gradients = GradientArena(layout: model.network.layout)
    var tape = Tape(parameters: model.parameters)
    let all = Array(0..<40)
    _ = loss(model, corpus, pairs: all, on: &tape, .training(key: RandomKey(seed: 1)), gradients: gradients)
    let count = tape.pool.allocationCount
    for step in 2..<8 {
      let some = all.filter { $0 % step != 1 }
      _ = loss(
        model, corpus, pairs: some, on: &tape, .training(key: RandomKey(seed: UInt64(step))), gradients: gradients)
    }
    let after = tape.pool.allocationCount
    #expect(after == count)
    withExtendedLifetime(gradients) {}
  }
}
