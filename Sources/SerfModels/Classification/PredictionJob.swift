import Glibc
package import SerfData
package import SerfTensor

/// The probabilities of the classes of many examples, computed by a team. Each worker takes every so-manieth batch of texts
/// of like length; a text's figures depend on its neighbours in the
/// last bits alone (the shape of a product decides how it is rounded), and not at all on the number of workers.
/// - Invariant (`@unchecked Sendable`): each worker writes into its own element of `results`, which are objects.
package final class PredictionJob<Network: ClassifierNetwork>: WorkerJob, @unchecked Sendable {
  private let network: Network
  private let parameters: ParameterArena
  private let texts: EncodedTexts
  private let plan: BatchPlan
  private let results: [WorkerResults]

  /// Tokens a batch: enough rows for products near their peak, little enough to stay small.
  private static var batchTokens: Int { 2048 }

  private final class WorkerResults {
    var rows: [(text: Int, probabilities: [Double])] = []
  }

  private init(_ network: Network, _ parameters: ParameterArena, _ texts: EncodedTexts, workers: Int) {
    self.network = network
    self.parameters = parameters
    self.texts = texts
    plan = BatchPlan(
      sortedLengths: (0..<texts.count).map { Int32(texts.length(of: $0)) }, limit: .tokens(Self.batchTokens))
    results = (0..<workers).map { _ in WorkerResults() }
  }

  /// - Returns: a row of probabilities for each text, and the cross-entropy against the texts' labels.
  package static func run(
    _ network: Network, parameters: ParameterArena, texts: EncodedTexts, team: WorkerTeam
  ) -> (probabilities: [[Double]], loss: Loss) {
    let job = PredictionJob(network, parameters, texts, workers: team.count)
    team.run(job)
    var probabilities = [[Double]](repeating: [], count: texts.count)
    for result in job.results {
      for row in result.rows { probabilities[row.text] = row.probabilities }
    }
    // Summed text by text, so that the loss is the same for any number of workers.
    var loss = Loss()
    for (text, row) in probabilities.enumerated() {
      loss = loss + Loss(sum: -log(max(row[Int(texts.labels[text])], 1e-300)), weight: 1)
    }
    return (probabilities, loss)
  }

  package func work(worker: Int, of workerCount: Int) {
    let batch = TextBatch()
    var tape = Tape(parameters: parameters)
    for index in stride(from: worker, to: plan.count, by: workerCount) {
      batch.fill(from: texts, examples: plan.examples(of: index), as: network.packing)
      tape.begin(.evaluation)
      let logits = network.logits(of: batch, on: &tape)
      let values = tape.value(of: logits)
      for row in 0..<batch.exampleCount {
        results[worker].rows.append((batch.examples[row], Self.softmax((0..<values.columns).map { values[row, $0] })))
      }
    }
  }

  private static func softmax(_ logits: [Float]) -> [Double] {
    let best = Double(logits.max() ?? 0)
    let powers = logits.map { exp(Double($0) - best) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
