import Glibc
import SerfModels
import SerfTensor
import Testing

@Suite("Looking for translations")
struct DecodingTests {
  let bench: TranslationBench

  init() throws { bench = try TranslationBench() }

  /// Greedy decoding without a cache or a batch: after each token the whole prefix goes through the network again, as in
  /// training.
  private func plainGreedy(
    _ model: TranslationModel, _ source: [Int32], most: Int
  ) -> (tokens: [Int32], logProbability: Double) {
    let special = model.preparation.special
    var (tokens, logProbability) = ([Int32](), 0.0)
    while true {
      let probabilities = nextLogProbabilities(model, source, after: tokens)
      var best = special.end
      for token in probabilities.indices where probabilities[token] > probabilities[best] {
        if token != special.beginning, token != special.padding { best = token }
      }
      logProbability += probabilities[best]
      if best == special.end || tokens.count + 1 == most {
        if best != special.end { tokens.append(Int32(best)) }
        return (tokens, logProbability)
      }
      tokens.append(Int32(best))
    }
  }

  /// ln P of each next token, by the losses of all possible labels.
  private func nextLogProbabilities(_ model: TranslationModel, _ source: [Int32], after prefix: [Int32]) -> [Double] {
    let batch = PairBatch(special: model.preparation.special)
    batch.source.append(source[...], last: model.preparation.special.end)
    batch.target.append(prefix[...], first: model.preparation.special.beginning)
    var tape = Tape(parameters: model.parameters)
    func loss(_ labels: [Int]) -> Double {
      batch.labels.removeAll()
      for label in labels { batch.labels.append(label) }
      tape.begin(.evaluation)
      return model.network.loss(of: batch, smoothing: 0, scale: 1, on: &tape).sum
    }
    // All labels but the last are the same, so their losses cancel out against that of label 0.
    let before = prefix.map(Int.init)
    let zero = loss(before + [0])
    let all = (0..<model.configuration.vocabularySize).map { loss(before + [$0]) - zero }
    let logSum = log(all.reduce(0.0) { $0 + exp(-$1) })
    return all.map { -$0 - logSum }
  }

  private func run(
    _ model: TranslationModel, _ sources: [[Int32]], _ options: DecodingOptions, workers: Int = 1
  ) -> [[Hypothesis]] {
    DecodingJob.run(
      model.network, parameters: model.parameters, preparation: model.preparation,
      sources: sources.map { DecodingSource($0[...]) },
      options: options, team: WorkerTeam(count: workers))
  }

  @Test(
    "beam 1 is greedy decoding as the definition has it, without a cache",
    arguments: [("pre", "sinusoidal", false), ("post", "learned", false), ("pre", "learned", true)])
  func greedy(norm: String, positions: String, isGated: Bool) throws {
    let model = try bench.model {
      ($0.norm, $0.positions, $0.gatedFeedForward) = (norm, positions, isGated)
    }
    let options = DecodingOptions(beam: 1, maxLength: 8)
    let sources = bench.sources(6)
    for (source, found) in zip(sources, run(model, sources, options)) {
      let plain = plainGreedy(model, source, most: 8)
      #expect(found.count == 1)
      #expect(found[0].tokens == plain.tokens)
      #expect(abs(found[0].logProbability - plain.logProbability) < 1e-3)
    }
  }

  @Test("beam 1 of LSTMs is greedy decoding as the definition has it", arguments: [(1, 1), (2, 2)])
  func recurrentGreedy(layers: Int, heads: Int) throws {
    let model = try bench.model { ($0.architecture, $0.decoderLayers, $0.heads) = (.lstm, layers, heads) }
    let options = DecodingOptions(beam: 1, maxLength: 8)
    let sources = bench.sources(6)
    for (source, found) in zip(sources, run(model, sources, options)) {
      let plain = plainGreedy(model, source, most: 8)
      #expect(found[0].tokens == plain.tokens)
      #expect(abs(found[0].logProbability - plain.logProbability) < 1e-3)
    }
  }

  @Test(
    "all at once, one by one, and by any number of workers, to the token", arguments: [1, 4],
    TranslationConfiguration.Architecture.allCases)
  func batches(beam: Int, architecture: TranslationConfiguration.Architecture) throws {
    let model = try bench.model { $0.architecture = architecture }
    let options = DecodingOptions(beam: beam, nbest: beam)
    let sources = bench.sources(60)
    let together = run(model, sources, options)
    for (source, found) in zip(sources, together) {
      #expect(run(model, [source], options)[0].map(\.tokens) == found.map(\.tokens))
    }
    #expect(run(model, sources, options, workers: 3) == together)
  }

  @Test("a beam that holds every prefix finds the most probable translation of all")
  func exhaustive() throws {
    let model = try bench.model()
    let (source, vocabulary) = (bench.sources(8)[7], model.configuration.vocabularySize)
    // Translations of one token and the end, or of nothing: all are looked at by a beam of the whole vocabulary.
    let options = DecodingOptions(beam: vocabulary, lengthPenalty: 0, maxLength: 2)
    let best = run(model, [source], options)[0][0]
    let first = nextLogProbabilities(model, source, after: [])
    let special = model.preparation.special
    var expected = first[special.end]
    for token in 0..<vocabulary where token != special.end && token != special.beginning && token != special.padding {
      guard first[token] > expected else { continue }
      let second = nextLogProbabilities(model, source, after: [Int32(token)])
      expected = max(expected, first[token] + second[special.end])
    }
    #expect(best.logProbability >= expected - 1e-3)
  }

  @Test("n best are in order, and no two are the same")
  func nbest() throws {
    let model = try bench.model()
    let sources = bench.sources(20, seed: 5)
    for found in run(model, sources, DecodingOptions(beam: 5, lengthPenalty: 0, nbest: 5)) {
      #expect(!found.isEmpty && found.count <= 5)
      #expect(Set(found.map(\.tokens)).count == found.count)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
    }
  }

  @Test("no translation is longer or shorter than was asked for")
  func lengths() throws {
    let model = try bench.model()
    let sources = bench.sources(20)
    for beam in [1, 3] {
      for found in run(model, sources, DecodingOptions(beam: beam, maxLength: 5, minLength: 4)) {
        #expect(found.allSatisfy { (4...5).contains($0.tokens.count) })
      }
      // Without a limit of its own: twice the source and 20 more, within what the network takes.
      for (source, found) in zip(sources, run(model, sources, DecodingOptions(beam: beam))) {
        #expect(found[0].tokens.count <= min(2 * source.count + 20, 40))
      }
    }
  }
}
