import SerfData
import SerfNN
import SerfTensor
import SerfTraining

/// Updates of any task as the trainer makes them: gradients of the shards, their sum, clipping, Adam.
final class UpdateRun<Task: TrainingTask> {
  let task: Task
  let plan: BatchPlan
  let parameters: ParameterArena
  private let team: WorkerTeam
  private let job: UpdateJob<Task>
  private let optimizer: Optimizer
  private let lossRange: ClosedRange<Double>
  private let seed = RandomKey(seed: 1)
  private var update = 0

  /// - Parameter lossRange: what the mean loss of an update on random texts must be in.
  init(
    _ task: Task, limit: BatchPlan.Limit, beta2: Double, initializer: Initializer, shards: Int, workers: Int,
    lossRange: ClosedRange<Double>
  ) {
    (self.task, self.lossRange) = (task, lossRange)
    optimizer = Optimizer(.adam(beta1: 0.9, beta2: beta2, epsilon: 1e-8, isDecoupled: false))
    var random = RandomStream(seed.child("batches"))
    plan = BatchPlan(lengths: task.exampleLengths, limit: limit, random: &random)
    team = WorkerTeam(count: workers)
    let layout = task.blueprint.layout
    parameters = ParameterArena(layout: layout)
    task.blueprint.initialize(parameters, initializer: initializer, key: seed.child("weights"))
    job = UpdateJob(
      task: task, parameters: parameters,
      moments: optimizer.momentNames.map { _ in ParameterArena(layout: layout) }, shardCount: shards,
      workerCount: workers)
    rehearse()
  }

  /// Lengths of the examples of a batch. Unit: tokens.
  func lengths(ofBatch batch: Int) -> [Int] { plan.examples(of: batch).map { Int(task.exampleLengths[$0]) } }

  /// The largest batch goes once through forward and backward, as before the first update of a training.
  private func rehearse() {
    let largest = (0..<plan.count).max { lengths(ofBatch: $0).reduce(0, +) < lengths(ofBatch: $1).reduce(0, +) }
    _ = job.gradients(of: plan.examples(of: largest ?? 0), key: seed.child("rehearsal"), team: team)
    job.discardGradients()
  }

  /// - Returns: the update's examples, tokens and mean loss.
  @discardableResult func runUpdate() -> (examples: Int, tokens: Int, loss: Double) {
    let batch = plan.examples(of: update % plan.count)
    update += 1
    let gradients = job.gradients(of: batch, key: seed.child("update").child(update), team: team)
    require(gradients.loss.sum.isFinite && gradients.norm.isFinite, "update \(update) is not finite")
    require(lossRange.contains(gradients.loss.mean), "the loss of update \(update) is \(gradients.loss.mean)")
    let scale = min(1, PeerSizes.clipNorm / (gradients.norm + 1e-6))
    job.step(optimizer.step(update: update, rate: PeerSizes.learningRate, scale: scale), team: team)
    return (batch.count, gradients.tokens, gradients.loss.mean)
  }
}
