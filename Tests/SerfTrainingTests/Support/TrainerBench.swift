import SerfSettings
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport

/// Runs trainers of a small task in a folder of its own.
struct TrainerBench {
  let temporary: TemporaryFolder
  let folder: ModelFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = ModelFolder(temporary.path("model"))
  }

  /// Settings of a plain run: SGD at a constant rate over whole batches, nothing clipped, nothing early.
  static func settings(_ values: [String: String] = [:]) throws -> Settings {
    var settings = Settings(SentimentSettings.list)
    let plain = [
      "optimizer": "sgd", "momentum": "0", "weight-decay": "0", "learning-rate": "0.1", "schedule": "constant",
      "batch-size": "1000", "epochs": "4", "patience": "none", "clip-norm": "none", "shards": "3",
    ]
    for (name, value) in plain.merging(values, uniquingKeysWith: { $1 }) { try settings.set(name, value) }
    return settings
  }

  func trainer<Task: TrainingTask>(
    _ task: Task, _ parameters: ParameterArena, _ settings: Settings, workers: Int = 2,
    observer: RecordingObserver = RecordingObserver(), isResuming: Bool = false
  ) throws -> Trainer<Task> {
    _ = try folder.beginRun(keepCheckpoints: isResuming)
    return Trainer(
      task: task, parameters: parameters, settings: settings, folder: folder, team: WorkerTeam(count: workers),
      observer: observer, extraFiles: { _ in })
  }
}
