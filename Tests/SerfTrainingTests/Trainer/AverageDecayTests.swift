import SerfTensor
import SerfTraining
import Testing

@Suite("A moving average of the weights, and batches that are accumulated")
struct AverageDecayTests {
  private static let sgd = Optimizer(.sgd(momentum: 0, isNesterov: false), weightDecay: 0)

  @Test("the average is what its definition says, and the outcome is its value at the last validation")
  func definition() throws {
    let bench = try TrainerBench()
    let task = LinearTask(count: 6, width: 5, classCount: 3)
    let values = ["average-decay": "0.7", "batch-size": "2", "epochs": "2"]
    let outcome = try bench.trainer(task, task.makeParameters(), TrainerBench.settings(values)).run()
    // The same updates without an average, one at a time: weights after each.
    let start = LinearTask.values(task.makeParameters())
    var average = start.map(Double.init)
    for update in 1...outcome.state.update {
      let plain = try TrainerBench()
      let weights = try plain.trainer(
        task, task.makeParameters(),
        TrainerBench.settings(["batch-size": "2", "epochs": "2", "max-updates": "\(update)", "average-of": "last"])
      ).run().parameters
      let decay = min(0.7, Double(1 + update) / Double(10 + update))
      for (index, weight) in LinearTask.values(weights).enumerated() {
        average[index] = decay * average[index] + (1 - decay) * Double(weight)
      }
    }
    // The best validation may be the first; the last is asked for.
    let last = try TrainerBench()
    let found = try last.trainer(
      task, task.makeParameters(), TrainerBench.settings(values.merging(["average-of": "last"]) { $1 })
    ).run()
    for (value, expected) in zip(LinearTask.values(found.parameters), average) {
      #expect(abs(Double(value) - expected) < 1e-5)
    }
  }

  @Test("the average has the same bits for any number of workers, row-sparse parameters included")
  func workers() throws {
    func values(_ workers: Int) throws -> [UInt32] {
      let task = LinearTask(count: 9, width: 300, classCount: 300)
      let bench = try TrainerBench()
      let settings = try TrainerBench.settings(["average-decay": "0.9", "batch-size": "2", "epochs": "1"])
      let outcome = try bench.trainer(task, task.makeParameters(), settings, workers: workers).run()
      return LinearTask.values(outcome.parameters).map(\.bitPattern)
    }
    let one = try values(1)
    for workers in [2, 3] { #expect(try values(workers) == one) }
  }

  @Test("batches that make one update have the gradient of one large batch", arguments: [1, 3])
  func accumulated(workers: Int) {
    let task = LinearTask(count: 9, width: 5, classCount: 3)
    func gradient(_ batches: [ArraySlice<Int>]) -> (weights: [Float], norm: Double, tokens: Int, loss: Double) {
      let parameters = task.makeParameters()
      let job = UpdateJob(task: task, parameters: parameters, moments: [], shardCount: 2, workerCount: workers)
      let team = WorkerTeam(count: workers)
      let found = job.gradients(of: batches, key: RandomKey(seed: 1), team: team)
      job.step(Self.sgd.step(update: 1, rate: 0.5, scale: 1), team: team)
      return (LinearTask.values(parameters), found.norm, found.tokens, found.loss.mean)
    }
    let examples = Array(0..<9)
    let whole = gradient([examples[...]])
    let parts = gradient([examples[0..<4], examples[4..<7], examples[7..<9]])
    #expect(parts.tokens == whole.tokens && abs(parts.norm - whole.norm) < 1e-5 * whole.norm)
    #expect(abs(parts.loss - whole.loss) < 1e-6)
    for (left, right) in zip(parts.weights, whole.weights) { #expect(abs(left - right) < 1e-5) }
  }

  @Test("an epoch has as many updates as there are groups of batches, and the schedule knows")
  func updates() throws {
    let bench = try TrainerBench()
    let task = LinearTask(count: 10, width: 5, classCount: 3)
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings(["batch-size": "2", "epochs": "2", "accumulate-batches": "2"])
    let outcome = try bench.trainer(task, task.makeParameters(), settings, observer: observer).run()
    // Five batches: two, two and one.
    #expect(outcome.state.update == 6)
    #expect(observer.progress.allSatisfy { $0.totalUpdates == 6 })
  }
}
