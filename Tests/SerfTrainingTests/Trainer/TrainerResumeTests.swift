import Foundation
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("A trainer that is stopped and resumed")
struct TrainerResumeTests {
  /// 40 examples of 1 to 13 tokens: with a limit of tokens the epochs have different numbers of batches.
  private func task() -> LengthTask { LengthTask((0..<40).map { 1 + $0 * 5 % 13 }) }

  /// What a run comes to, and its course: the learning rate of each update, the figures of each validation.
  private struct Ending: Equatable {
    var weights: [UInt32] = []
    var updates = 0
    var epochs = 0
    var rates: [Double] = []
    var losses: [Double] = []
    var scores: [Double] = []
  }

  /// Runs to the end, stopping after each of some numbers of updates, and gone on with by another number of workers.
  private func finished(_ values: [String: String], stops: [Int]) throws -> Ending {
    let bench = try TrainerBench()
    let settings = try TrainerBench.settings(
      ["batch-size": "8", "learning-rate": "0.05"].merging(values, uniquingKeysWith: { $1 }))
    var ending = Ending()
    for run in 0...stops.count {
      let task = task()
      let observer = RecordingObserver(stopAfter: run < stops.count ? stops[run] : nil)
      // Weights of another seed: resumed ones must be read over them.
      let trainer = try bench.trainer(
        task, task.makeParameters(seed: UInt64(run + 1)), settings, workers: 1 + run % 3, observer: observer,
        isResuming: run > 0)
      if run < stops.count {
        let error = try #require(throws: TrainingError.self) { _ = try trainer.run() }
        #expect(error.code == .interrupted)
      } else {
        let outcome = try trainer.run()
        ending.weights = LinearTask.values(outcome.parameters).map(\.bitPattern)
        (ending.updates, ending.epochs) = (outcome.state.update, outcome.state.epoch)
      }
      ending.rates += observer.progress.map(\.learningRate)
      ending.losses += observer.progress.map(\.loss)
      ending.scores += observer.validations.map(\.score)
    }
    return ending
  }

  @Test(
    "a run that is stopped in the middle of epochs, and at their ends, ends with the same bits",
    arguments: [
      ["optimizer": "adamw", "schedule": "cosine", "clip-norm": "0.5"],
      ["optimizer": "sgd", "momentum": "0.9", "nesterov": "true", "schedule": "plateau", "epochs": "6"],
      ["optimizer": "adam", "average-checkpoints": "3", "schedule": "linear", "warmup": "4"],
      ["optimizer": "sgd", "schedule": "inverse-square-root", "patience": "2", "epochs": "8"],
      ["optimizer": "adamw", "max-updates": "17"],
      ["optimizer": "adamw", "average-decay": "0.9", "average-checkpoints": "2"],
      ["optimizer": "adam", "accumulate-batches": "2", "batch-size": "3"],
      ["optimizer": "nadam", "momentum-decay": "0.1"],
      ["optimizer": "rmsprop", "momentum": "0.5", "beta2": "0.9"],
      ["optimizer": "rmsprop", "momentum": "0", "beta2": "0.99"],
      ["optimizer": "adagrad", "weight-decay": "0.1"],
      ["optimizer": "adadelta", "learning-rate": "1", "beta2": "0.9", "epsilon": "1e-6"],
    ])
  func sameBits(values: [String: String]) throws {
    let whole = try finished(values, stops: [])
    for stops in [[1], [5], [3, 9], [7, 1, 1]] {
      #expect(try finished(values, stops: stops) == whole, "stopped after \(stops)")
    }
  }

  @Test("a schedule counts the same updates after a resume, though epochs have different numbers of batches")
  func scheduleOfTokenBatches() throws {
    let values = ["batch-tokens": "23", "schedule": "linear", "epochs": "6"]
    let whole = try finished(values, stops: [])
    for stop in stride(from: 10, through: whole.updates - 1, by: 13) {
      #expect(try finished(values, stops: [stop]) == whole, "stopped after \(stop)")
    }
  }

  @Test(
    "a checkpoint whose files are damaged is refused by name",
    arguments: [
      "state.json", "weights.safetensors", "first_moment.safetensors", "best-0.safetensors",
    ])
  func damaged(file: String) throws {
    for isMissing in [true, false] {
      let bench = try TrainerBench()
      let settings = try TrainerBench.settings(["optimizer": "adam", "batch-size": "8"])
      let first = task()
      _ = try #require(throws: TrainingError.self) {
        _ = try bench.trainer(first, first.makeParameters(seed: 1), settings, observer: RecordingObserver(stopAfter: 7))
          .run()
      }
      let path = try #require(try bench.folder.checkpoints.current()).path + "/" + file
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      if isMissing {
        try FileManager.default.removeItem(atPath: path)
      } else {
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
      }
      let second = task()
      let trainer = try bench.trainer(second, second.makeParameters(seed: 1), settings, isResuming: true)
      let error = try #require(throws: TrainingError.self) { _ = try trainer.run() }
      #expect(error.code == .badData || error.code == .noSuchInput, "\(error.code): \(error)")
      #expect(error.message.contains("checkpoints"), "\(error)")
    }
  }
}
