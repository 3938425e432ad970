import SerfData
import SerfModels
import SerfNN

/// Updates of a sentiment network at the peers' sizes.
final class TrainingRun {
  let architecture: PeerSizes.Architecture
  private let updates: UpdateRun<SyntheticTask<SentimentNetwork>>

  init(
    _ architecture: PeerSizes.Architecture, activation: String, shards: Int, workers: Int, batches: Int
  ) throws {
    self.architecture = architecture
    let task = SyntheticTask(
      network: try SentimentNetwork(PeerSizes.configuration(architecture, activation: activation)),
      texts: SyntheticTexts.make(count: batches * PeerSizes.batch, vocabularySize: PeerSizes.vocabularySize))
    updates = UpdateRun(
      task, limit: .examples(PeerSizes.batch), beta2: 0.999, initializer: .activation, shards: shards, workers: workers,
      // The labels are random, so ln 2 is what there is to reach; Adam's first steps may overshoot.
      lossRange: 0...20)
  }

  var task: SyntheticTask<SentimentNetwork> { updates.task }
  var plan: BatchPlan { updates.plan }

  /// Lengths of the texts of a batch. Unit: tokens.
  func lengths(ofBatch batch: Int) -> [Int] { updates.lengths(ofBatch: batch) }

  /// - Returns: the update's tokens and mean loss.
  @discardableResult func runUpdate() -> (tokens: Int, loss: Double) {
    let update = updates.runUpdate()
    return (update.tokens, update.loss)
  }
}
