import SerfData
import SerfModels
import SerfNN
import SerfTensor
import SerfTraining

/// Updates as the trainer makes them: gradients of the shards, their sum, clipping, Adam.
final class TrainingRun {
  let architecture: PeerSizes.Architecture
  let task: SyntheticTask
  let plan: BatchPlan
  let team: WorkerTeam
  private let job: UpdateJob<SyntheticTask>
  private let optimizer = Optimizer(.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, isDecoupled: false))
  private let seed = RandomKey(seed: 1)
  private var update = 0

  init(
    _ architecture: PeerSizes.Architecture, activation: String, shards: Int, workers: Int, batches: Int
  ) throws {
    self.architecture = architecture
    task = SyntheticTask(
      network: try SentimentNetwork(PeerSizes.configuration(architecture, activation: activation)),
      texts: SyntheticTexts.make(count: batches * PeerSizes.batch, vocabularySize: PeerSizes.vocabularySize))
    var random = RandomStream(seed.child("batches"))
    plan = BatchPlan(lengths: task.exampleLengths, limit: .examples(PeerSizes.batch), random: &random)
    team = WorkerTeam(count: workers)
    let layout = task.blueprint.layout
    let parameters = ParameterArena(layout: layout)
    task.blueprint.initialize(parameters, initializer: .activation, key: seed.child("weights"))
    job = UpdateJob(
      task: task, parameters: parameters,
      moments: optimizer.momentNames.map { _ in ParameterArena(layout: layout) }, shardCount: shards,
      workerCount: workers)
    rehearse()
  }

  /// Lengths of the texts of a batch. Unit: tokens.
  func lengths(ofBatch batch: Int) -> [Int] { plan.examples[plan.range(of: batch)].map { task.exampleLengths[$0] } }

  /// The largest batch goes once through forward and backward, as before the first update of a training.
  private func rehearse() {
    let largest = (0..<plan.count).max { lengths(ofBatch: $0).reduce(0, +) < lengths(ofBatch: $1).reduce(0, +) }
    _ = job.gradients(of: plan.examples[plan.range(of: largest ?? 0)], key: seed.child("rehearsal"), team: team)
    job.discardGradients()
  }

  /// - Returns: the update's tokens and mean loss.
  @discardableResult func runUpdate() -> (tokens: Int, loss: Double) {
    let batch = plan.range(of: update % plan.count)
    update += 1
    let gradients = job.gradients(of: plan.examples[batch], key: seed.child("update").child(update), team: team)
    require(gradients.loss.sum.isFinite && gradients.norm.isFinite, "update \(update) is not finite")
    // The labels are random, so ln 2 is what there is to reach; Adam's first steps may overshoot.
    require((0...20).contains(gradients.loss.mean), "the loss of update \(update) is \(gradients.loss.mean)")
    let scale = min(1, PeerSizes.clipNorm / (gradients.norm + 1e-6))
    job.step(optimizer.step(update: update, rate: PeerSizes.learningRate, scale: scale), team: team)
    return (gradients.tokens, gradients.loss.mean)
  }
}
