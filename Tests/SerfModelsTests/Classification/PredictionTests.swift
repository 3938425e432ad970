import SerfData
import SerfModels
import SerfTensor
import Testing

@Suite("Predictions of many texts")
struct PredictionTests {
  private static let vocabularySize = 60

  private static func network(_ architecture: SentimentConfiguration.Architecture) throws -> SentimentNetwork {
    try SentimentNetwork(.small(architecture, vocabularySize: vocabularySize))
  }

  private static func texts(_ lengths: [Int]) -> EncodedTexts {
    var random = RandomStream(RandomKey(seed: 4))
    return lengths.reduce(into: EncodedTexts()) { texts, length in
      texts.append(
        (0..<length).map { _ in Int(random.next() % UInt64(vocabularySize)) }, label: Int(random.next() % 3))
    }
  }

  /// Enough tokens for several batches of 2048.
  private static let lengths = (0..<300).map { 1 + $0 * 17 % 40 }

  @Test(
    "any number of workers gives the same bits, and the same loss",
    arguments: SentimentConfiguration.Architecture.allCases)
  func workers(architecture: SentimentConfiguration.Architecture) throws {
    let network = try Self.network(architecture)
    let (parameters, texts) = (ModelBench.parameters(network), Self.texts(Self.lengths))
    func run(_ workers: Int) -> ([[Double]], Loss) {
      PredictionJob.run(network, parameters: parameters, texts: texts, team: WorkerTeam(count: workers))
    }
    let one = run(1)
    #expect(one.0.count == 300 && one.1.weight == 300)
    for workers in [2, 3, 7] {
      let more = run(workers)
      #expect(more.0 == one.0 && more.1 == one.1, "\(workers) workers")
    }
  }

  @Test(
    "a text's probabilities do not depend on its neighbours, and there is no dropout",
    arguments: SentimentConfiguration.Architecture.allCases)
  func neighbours(architecture: SentimentConfiguration.Architecture) throws {
    let network = try Self.network(architecture)
    let (parameters, team) = (ModelBench.parameters(network), WorkerTeam(count: 1))
    let lengths = [7, 1, 12, 7, 3]
    let texts = Self.texts(lengths)
    let together = PredictionJob.run(network, parameters: parameters, texts: texts, team: team)
    var loss = Loss()
    for text in lengths.indices {
      var alone = EncodedTexts()
      let ids = texts.ids[texts.starts[text]..<texts.starts[text + 1]]
      alone.append(ids.map(Int.init), label: Int(texts.labels[text]))
      let result = PredictionJob.run(network, parameters: parameters, texts: alone, team: team)
      loss = loss + result.loss
      let worst = zip(result.probabilities[0], together.probabilities[text]).reduce(0) { max($0, abs($1.0 - $1.1)) }
      // Products of other shapes may be cut into other blocks and rounded otherwise: some ulp of logits of size 4.
      #expect(worst < 2e-6, "text \(text) is off by \(worst)")
    }
    #expect(abs(loss.mean - together.loss.mean) < 1e-5)
  }

  @Test("no text gives no prediction, and a loss of nothing")
  func none() throws {
    let network = try Self.network(.average)
    let result = PredictionJob.run(
      network, parameters: ModelBench.parameters(network), texts: EncodedTexts(), team: WorkerTeam(count: 2))
    #expect(result.probabilities.isEmpty && result.loss == Loss() && result.loss.mean == 0)
  }
}
