import SerfData
import SerfModels
import SerfTensor

/// The cross-entropy of many pairs, without smoothing, by a team: each worker takes every so-manieth batch. Sums are added
/// batch by batch, so that the loss is the same for any number of workers.
/// - Invariant (`@unchecked Sendable`): each batch's loss is written by the one worker that takes it.
final class PairLossJob: WorkerJob, @unchecked Sendable {
  private let network: TranslationNetwork
  private let parameters: ParameterArena
  private let pairs: EncodedPairs
  private let special: TranslationTokens
  private let plan: BatchPlan
  private let losses: [BatchLoss]

  private final class BatchLoss {
    var loss = Loss()
  }

  /// Tokens a side of a batch: enough rows for products near their peak, little enough to stay small.
  private static let batchTokens = 512

  private init(
    _ network: TranslationNetwork, _ parameters: ParameterArena, _ pairs: EncodedPairs, _ special: TranslationTokens
  ) {
    (self.network, self.parameters, self.pairs, self.special) = (network, parameters, pairs, special)
    plan = BatchPlan(
      sortedLengths: (0..<pairs.count).map {
        Int32(pairs.source.length(of: $0) + pairs.target.length(of: $0))
      },
      limit: .tokens(2 * Self.batchTokens))
    losses = (0..<plan.count).map { _ in BatchLoss() }
  }

  static func run(
    _ network: TranslationNetwork, _ parameters: ParameterArena, pairs: EncodedPairs, special: TranslationTokens,
    team: WorkerTeam
  ) -> Loss {
    let job = PairLossJob(network, parameters, pairs, special)
    team.run(job)
    return job.losses.reduce(Loss()) { $0 + $1.loss }
  }

  func work(worker: Int, of workerCount: Int) {
    let batch = PairBatch(special: special)
    var tape = Tape(parameters: parameters)
    for index in stride(from: worker, to: plan.count, by: workerCount) {
      batch.fill(from: pairs, pairs: plan.examples(of: index))
      tape.begin(.evaluation)
      losses[index].loss = network.loss(of: batch, smoothing: 0, scale: 1, on: &tape)
    }
  }
}
