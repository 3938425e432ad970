import Foundation
import SerfNN
import SerfSettings
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Optimisers against PyTorch, step by step")
struct OptimizerReferenceTests {
  let reference: OptimizerReference

  init() throws { reference = try OptimizerReference.stored.get() }

  /// An update rounds a weight of size 1 to 2⁻²⁴ = 6e-8 and its gradient to some 2e-7, which Adam's quotient passes on
  /// relative to the rate: at most 12 · (6e-8 + 0.5 · 2e-7) = 2e-6 after 12 updates. A forgotten term is off by 1e-3.
  private static let tolerance = 5e-6

  private func expectClose(_ found: [Float], _ expected: [Double], _ name: String) {
    #expect(found.count == expected.count, "\(name)")
    let worst = zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(worst <= Self.tolerance, "\(name) is off by \(worst)")
  }

  @Test("every optimiser as the settings name it: all weights after each of 12 updates")
  func dense() throws {
    #expect(reference.cases.count == 21)
    let features = stride(from: 0, to: reference.features.count, by: 3).map { Array(reference.features[$0..<$0 + 3]) }
    for expected in reference.cases {
      let task = LinearTask(features: features, labels: reference.labels, classCount: 3)
      let parameters = ParameterArena(layout: task.blueprint.layout)
      for (parameter, values) in zip(task.blueprint.layout.parameters, [reference.weight, reference.bias]) {
        parameters.matrix(of: parameter).fill(with: values)
      }
      let settings = try TrainerBench.settings(
        expected.settings.merging(["epochs": "\(expected.steps.count)"], uniquingKeysWith: { $1 }))
      _ = try TrainerBench().trainer(task, parameters, settings).run()
      #expect(task.history.count >= 10)
      for (index, (found, step)) in zip(task.history, expected.steps).enumerated() {
        expectClose(found, step, "\(expected.name), update \(index + 1)")
      }
    }
  }

  @Test("a row-sparse table is stepped at its touched rows alone, and as SparseAdam does it")
  func rowSparse() throws {
    #expect(reference.sparse.count == 2)
    for expected in reference.sparse {
      let task = BagTask(bags: reference.bags, labels: reference.labels, rows: 8, classCount: 3)
      let optimizer = Optimizer(try TrainerBench.settings(expected.settings))
      let parameters = ParameterArena(layout: task.blueprint.layout)
      parameters.matrix(of: task.table).fill(with: reference.table)
      let job = UpdateJob(
        task: task, parameters: parameters,
        moments: optimizer.momentNames.map { _ in ParameterArena(layout: parameters.layout) }, shardCount: 2,
        workerCount: 2)
      let team = WorkerTeam(count: 2)
      for (update, step) in expected.steps.enumerated() {
        let before = parameters.matrix(of: task.table).elements
        let chosen = [2 * update % 6, (2 * update + 1) % 6]
        _ = job.gradients(of: chosen[...], key: RandomKey(seed: 1), team: team)
        job.step(optimizer.step(update: update + 1, rate: try #require(expected.rate), scale: 1), team: team)
        let after = parameters.matrix(of: task.table).elements
        expectClose(after, step, "\(expected.name), update \(update + 1)")
        let touched = Set(chosen.flatMap { reference.bags[$0] })
        for row in 0..<8 {
          let range = row * 3..<row * 3 + 3
          #expect((before[range] == after[range]) == !touched.contains(row), "row \(row) of update \(update + 1)")
        }
      }
    }
  }

  @Test(
    "untouched rows of a row-sparse table and their moments keep their bits, whatever the weight decay",
    arguments: ["sgd", "adam", "adamw", "nadam", "rmsprop", "adagrad", "adadelta"])
  func untouchedRows(name: String) throws {
    let task = BagTask(bags: [[0, 2], [2]], labels: [0, 1], rows: 4, classCount: 2)
    let optimizer = Optimizer(
      try TrainerBench.settings(["optimizer": name, "momentum": "0.9", "weight-decay": "0.1"]))
    let parameters = ParameterArena(layout: task.blueprint.layout)
    parameters.matrix(of: task.table).fill(with: [1, 2, 3, 4, 5, 6, 7, 8])
    let moments = optimizer.momentNames.map { _ in ParameterArena(layout: parameters.layout) }
    for moment in moments { moment.matrix(of: task.table).fill(with: 0.5) }
    let job = UpdateJob(task: task, parameters: parameters, moments: moments, shardCount: 2, workerCount: 1)
    let team = WorkerTeam(count: 1)
    for update in 2..<5 {
      _ = job.gradients(of: [0, 1], key: RandomKey(seed: 1), team: team)
      job.step(optimizer.step(update: update, rate: 0.1, scale: 1), team: team)
    }
    let weights = parameters.matrix(of: task.table).elements
    #expect(Array(weights[2..<4]) == [3, 4] && Array(weights[6..<8]) == [7, 8])
    #expect(weights[0] != 1 && weights[4] != 5)
    for moment in moments {
      let values = moment.matrix(of: task.table).elements
      #expect(values[2..<4].allSatisfy { $0 == 0.5 } && values[6..<8].allSatisfy { $0 == 0.5 })
      #expect(values[0] != 0.5)
    }
  }

  @Test("Adam's bias corrections are 1 - βⁿ, to the last digit of float32", arguments: [1, 2, 3, 7, 64, 1000, 123_457])
  func biasCorrections(update: Int) throws {
    for (beta1, beta2) in [(0.9, 0.999), (0.5, 0.98), (0, 0.9999)] {
      let optimizer = Optimizer(.adam(beta1: beta1, beta2: beta2, epsilon: 1e-8, isDecoupled: true))
      guard case .adam(let step) = optimizer.step(update: update, rate: 0.1, scale: 1) else {
        Issue.record("no step of Adam")
        return
      }
      #expect(abs(step.correction1 - Float(1 - pow(beta1, Double(update)))) <= step.correction1.ulp)
      #expect(abs(step.correction2 - Float(1 - pow(beta2, Double(update)))) <= step.correction2.ulp)
    }
  }

  @Test("each method keeps the moments that it needs")
  func momentNames() {
    #expect(Optimizer(.sgd(momentum: 0, isNesterov: false)).momentNames == [])
    #expect(Optimizer(.sgd(momentum: 0.5, isNesterov: true)).momentNames == ["velocity"])
    let adam = Optimizer(.adam(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, isDecoupled: false))
    #expect(adam.momentNames == ["first_moment", "second_moment"])
    #expect(Optimizer(.rmsprop(beta2: 0.99, epsilon: 1e-8, momentum: 0)).momentNames == ["mean_square"])
    #expect(Optimizer(.rmsprop(beta2: 0.99, epsilon: 1e-8, momentum: 0.5)).momentNames == ["mean_square", "velocity"])
    #expect(Optimizer(.adagrad(epsilon: 1e-8)).momentNames == ["sum_of_squares"])
    #expect(Optimizer(.adadelta(beta2: 0.9, epsilon: 1e-6)).momentNames == ["mean_square", "mean_square_step"])
  }

  @Test("the settings' optimisers are all there are, each with its own method")
  func settings() throws {
    guard case .choices(let names) = LearningSettings.optimizer.allowed else {
      Issue.record("optimizer takes anything")
      return
    }
    #expect(names.count == 7)
    let methods = try names.map { try Optimizer(TrainerBench.settings(["optimizer": $0])).method }
    #expect(Set(methods).count == names.count)
  }

  @Test(
    "an optimiser's own defaults stand over the architecture's, and under what is said",
    arguments: [
      ("adamw", "learning-rate", "0.001"), ("rmsprop", "beta2", "0.99"), ("rmsprop", "momentum", "0.0"),
      ("adagrad", "epsilon", "1.0e-10"), ("adadelta", "learning-rate", "1.0"), ("adadelta", "beta2", "0.9"),
    ])
  func defaults(optimizer: String, name: String, expected: String) throws {
    var settings = Settings(SentimentSettings.list)
    try settings.set("optimizer", optimizer)
    try settings.preferDefaults(of: SentimentSettings.self)
    #expect(settings.scalar(of: try settings.list.setting(named: name)).text == expected)
    try settings.set(name, "0.25")
    try settings.preferDefaults(of: SentimentSettings.self)
    #expect(settings.scalar(of: try settings.list.setting(named: name)).text == "0.25")
  }
}
