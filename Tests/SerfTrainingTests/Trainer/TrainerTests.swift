import Foundation
import SerfModels
import SerfNN
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Trainer")
struct TrainerTests {
  let bench: TrainerBench

  init() throws { bench = try TrainerBench() }

  private func mean(_ models: [[Float]]) -> [Float] {
    models[0].indices.map { place in models.reduce(0) { $0 + $1[place] } / Float(models.count) }
  }

  @Test("early stopping ends a run that does not get better, and keeps the best weights")
  func earlyStopping() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3, scores: [0.5, 0.7, 0.6, 0.7, 0.9])
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings(["epochs": "9", "patience": "2"])
    let outcome = try bench.trainer(task, task.makeParameters(), settings, observer: observer).run()
    // 0.7 again is no better: epochs 3 and 4 are the two stale ones.
    #expect(outcome.state.epoch == 4 && outcome.state.update == 4)
    #expect(observer.validations.map(\.isBest) == [true, true, false, false])
    #expect(observer.validations.map(\.epoch) == [1, 2, 3, 4])
    #expect(LinearTask.values(outcome.parameters) == task.history[1])
    #expect(task.history[1] != task.history[3])
  }

  @Test("without patience all epochs are run, and the best model is still kept")
  func noPatience() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3, scores: [0.9, 0.1, 0.2, 0.3, 0.4, 0.5])
    let outcome = try bench.trainer(task, task.makeParameters(), TrainerBench.settings(["epochs": "6"])).run()
    #expect(outcome.state.epoch == 6)
    #expect(LinearTask.values(outcome.parameters) == task.history[0])
  }

  @Test("the mean of the best checkpoints becomes the model, of equal ones the earlier")
  func averaging() throws {
    for (count, epochs) in [(2, [2, 4]), (3, [2, 4, 3]), (4, [2, 4, 3, 1]), (9, [1, 2, 3, 4, 5])] {
      let task = LinearTask(count: 12, width: 4, classCount: 3, scores: [0.1, 0.5, 0.3, 0.4, 0.1])
      let settings = try TrainerBench.settings(["epochs": "5", "average-checkpoints": "\(count)"])
      let outcome = try TrainerBench().trainer(task, task.makeParameters(), settings).run()
      let expected = mean(epochs.map { task.history[$0 - 1] })
      let worst = zip(LinearTask.values(outcome.parameters), expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
      // A running mean of numbers below 4 is rounded once a model.
      #expect(worst <= 1e-6, "\(count) models: off by \(worst)")
      #expect(zip(task.history[0], task.history[4]).contains { abs($0 - $1) > 0.01 })
    }
  }

  @Test(
    "the models of the last validations are averaged where that is asked for, and the best score still decides patience"
  )
  func averagingLast() throws {
    let scores = [0.1, 0.5, 0.3, 0.4, 0.1]
    for (count, epochs) in [(1, [5]), (2, [4, 5]), (9, [1, 2, 3, 4, 5])] {
      let task = LinearTask(count: 12, width: 4, classCount: 3, scores: scores)
      let settings = try TrainerBench.settings([
        "epochs": "5", "average-checkpoints": "\(count)", "average-of": "last",
      ])
      let observer = RecordingObserver()
      let outcome = try TrainerBench().trainer(task, task.makeParameters(), settings, observer: observer).run()
      let expected = mean(epochs.map { task.history[$0 - 1] })
      let worst = zip(LinearTask.values(outcome.parameters), expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst <= 1e-6, "\(count) models: off by \(worst)")
      #expect(observer.validations.map(\.isBest) == [true, true, false, false, false])
    }
    let patient = LinearTask(count: 12, width: 4, classCount: 3, scores: scores)
    let settings = try TrainerBench.settings([
      "epochs": "5", "average-checkpoints": "2", "average-of": "last", "patience": "2",
    ])
    #expect(try TrainerBench().trainer(patient, patient.makeParameters(), settings).run().state.epoch == 4)
  }

  @Test("the largest number of updates ends a run in the middle of an epoch, with a validation")
  func maxUpdates() throws {
    let task = LinearTask(count: 30, width: 4, classCount: 3)
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings(["epochs": "9", "batch-size": "10", "max-updates": "5"])
    let outcome = try bench.trainer(task, task.makeParameters(), settings, observer: observer).run()
    #expect(outcome.state.update == 5)
    #expect(observer.progress.map(\.update) == [1, 2, 3, 4, 5])
    #expect(observer.progress.allSatisfy { $0.totalUpdates == 5 && $0.epochs == 9 })
    #expect(observer.progress.map(\.epoch) == [1, 1, 1, 2, 2])
    #expect(observer.validations.map(\.update) == [3, 5])
  }

  @Test("the largest number of minutes ends a run")
  func maxMinutes() throws {
    let task = LinearTask(count: 30, width: 4, classCount: 3)
    let settings = try TrainerBench.settings(["epochs": "1000", "batch-size": "10", "max-minutes": "1e-9"])
    #expect(try bench.trainer(task, task.makeParameters(), settings).run().state.update == 1)
  }

  @Test("the learning rate follows its schedule over the updates of the whole run")
  func learningRates() throws {
    let task = LinearTask(count: 20, width: 4, classCount: 3)
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings([
      "epochs": "3", "batch-size": "10", "schedule": "linear", "warmup": "2", "learning-rate": "0.8",
    ])
    _ = try bench.trainer(task, task.makeParameters(), settings, observer: observer).run()
    let expected = [0.4, 0.8, 0.8, 0.6, 0.4, 0.2]
    #expect(zip(observer.progress.map(\.learningRate), expected).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(observer.progress.count == 6)
  }

  @Test("a plateau of two validations halves the learning rate, and a better one stops the count")
  func plateau() throws {
    let task = LinearTask(
      count: 10, width: 4, classCount: 3, scores: [0.5, 0.4, 0.6, 0.6, 0.5, 0.5, 0.5, 0.7, 0.6, 0.8])
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings(["epochs": "10", "schedule": "plateau", "learning-rate": "0.8"])
    _ = try bench.trainer(task, task.makeParameters(), settings, observer: observer).run()
    // Stale are epochs 2; 4, 5 (halved); 6, 7 (halved); 9.
    let expected = [0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.2]
    #expect(observer.progress.map(\.learningRate) == expected)
  }

  @Test("clipping leaves the direction of a gradient and limits its length")
  func clipping() throws {
    func step(_ clip: String) throws -> [Float] {
      let task = LinearTask(count: 12, width: 4, classCount: 3)
      let settings = try TrainerBench.settings(["epochs": "1", "learning-rate": "1", "clip-norm": clip])
      let start = LinearTask.values(task.makeParameters())
      _ = try TrainerBench().trainer(task, task.makeParameters(), settings).run()
      return zip(task.history[0], start).map { $0 - $1 }
    }
    func norm(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() }
    let free = try step("none")
    #expect(norm(free) > 0.3)
    #expect(try step("100") == free)
    let clipped = try step("0.125")
    #expect(abs(norm(clipped) - 0.125) < 1e-5)
    let along = zip(free, clipped).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(along / norm(free) / norm(clipped) - 1) < 1e-6)
  }

  @Test("the log has a line a validation, with the figures that the observer heard")
  func log() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3, scores: [0.25, 0.75, 0.5])
    let observer = RecordingObserver()
    _ = try bench.trainer(task, task.makeParameters(), TrainerBench.settings(["epochs": "3"]), observer: observer).run()
    let lines = try String(contentsOfFile: bench.folder.path + "/log.jsonl", encoding: .utf8).split(separator: "\n")
    let reports = try lines.map { try JSONDecoder().decode(ValidationReport.self, from: Data($0.utf8)) }
    #expect(reports == observer.validations && reports.map(\.score) == [0.25, 0.75, 0.5])
    #expect(lines.allSatisfy { $0.contains("\"event\":\"validation\"") })
  }
}

// MARK: - Faults
extension TrainerTests {
  /// The error of a run that must fail.
  private func fault<Task: TrainingTask>(_ trainer: Trainer<Task>) throws -> TrainingError {
    try #require(throws: TrainingError.self) { _ = try trainer.run() }
  }

  @Test("weights that are no numbers fail in the rehearsal, before update 1")
  func notFiniteAtStart() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3)
    let parameters = task.makeParameters()
    parameters.matrix(of: task.blueprint.layout.parameters[0])[1, 1] = .nan
    let observer = RecordingObserver()
    let error = try fault(bench.trainer(task, parameters, TrainerBench.settings(), observer: observer))
    #expect(error.code == .notFinite)
    #expect(error.message.hasPrefix("update 0: the gradient of weight has numbers that are not finite"))
    #expect(observer.progress.isEmpty && task.history.isEmpty)
  }

  @Test("a loss that explodes stops the run with update and parameter, and the last good checkpoint remains")
  func exploding() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3)
    let parameters = task.makeParameters()
    let start = LinearTask.values(parameters)
    let observer = RecordingObserver()
    let settings = try TrainerBench.settings(["learning-rate": "1e39", "batch-size": "4"])
    let error = try fault(bench.trainer(task, parameters, settings, observer: observer))
    #expect(error.code == .notFinite)
    let update = observer.progress.count + 1
    #expect(update >= 2)
    #expect(
      error.message.hasPrefix("update \(update): the gradient of weight has numbers that are not finite; the last"))
    let checkpoint = try #require(try bench.folder.checkpoints.current())
    #expect(checkpoint.update == 0)
    let saved = ParameterArena(layout: parameters.layout)
    try saved.read(from: checkpoint.path + "/weights.safetensors")
    #expect(LinearTask.values(saved) == start)
  }

  @Test("a validation whose loss is no number stops the run before it counts as a model")
  func notFiniteAtValidation() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3)
    // One update an epoch: the weights overflow in it, and nobody sees it before the validation.
    let settings = try TrainerBench.settings(["learning-rate": "1e39", "epochs": "1"])
    let error = try fault(bench.trainer(task, task.makeParameters(), settings))
    #expect(error.code == .notFinite && error.message.hasPrefix("update 1: the loss is nan"))
  }

  @Test("a folder that takes no checkpoint fails before update 1")
  func unwritable() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3)
    let observer = RecordingObserver()
    let trainer = try bench.trainer(task, task.makeParameters(), TrainerBench.settings(), observer: observer)
    try FileManager.default.removeItem(atPath: bench.folder.checkpoints.path)
    try "no folder".write(toFile: bench.folder.checkpoints.path, atomically: true, encoding: .utf8)
    let error = try fault(trainer)
    #expect([.cannotCreate, .writeFailed, .cannotRead].contains(error.code), "\(error.code): \(error)")
    #expect(error.message.contains(bench.folder.checkpoints.path))
    #expect(observer.progress.isEmpty && task.history.isEmpty)
  }

  @Test("the rehearsal leaves a checkpoint of update 0 and changes nothing")
  func rehearsal() throws {
    let task = LinearTask(count: 12, width: 4, classCount: 3)
    let settings = try TrainerBench.settings(["optimizer": "adam"])
    let error = try fault(
      bench.trainer(task, task.makeParameters(), settings, observer: RecordingObserver(stopAfter: 1)))
    #expect(error.code == .interrupted)
    #expect(
      error.message == "stopped after update 1; a checkpoint is saved, go on with --resume --model \(bench.folder.path)"
    )
    // One update from the first weights, in a run that was never stopped.
    let again = LinearTask(count: 12, width: 4, classCount: 3)
    let one = try TrainerBench.settings(["optimizer": "adam", "epochs": "1"])
    _ = try TrainerBench().trainer(again, again.makeParameters(), one).run()
    let saved = ParameterArena(layout: task.blueprint.layout)
    let checkpoint = try #require(try bench.folder.checkpoints.current())
    try saved.read(from: checkpoint.path + "/weights.safetensors")
    #expect(checkpoint.update == 1 && LinearTask.values(saved) == again.history[0])
  }
}
