import Foundation
import SerfSettings
import SerfStorage
import SerfTraining
import TestSupport

/// Trains small sentiment models in a folder of its own.
struct SentimentBench {
  let folder: TemporaryFolder
  let sources: ClassificationSources

  init(training: Int = 150, hasFiveClasses: Bool = false) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    func file(_ name: String, _ count: Int, seed: UInt64) throws -> String {
      try folder.write(SyntheticReviews.lines(count, seed: seed, hasFiveClasses: hasFiveClasses), to: name)
    }
    sources = ClassificationSources(
      train: try file("train.tsv", training, seed: 1), dev: try file("dev.tsv", 60, seed: 2),
      test: .file(try file("test.tsv", 60, seed: 3)))
  }

  /// Settings of a small network, with dropout and all that draws random numbers.
  func settings(
    _ architecture: String = "average", model: String = "model", workers: Int = 2, _ values: [String: String] = [:]
  ) throws -> Settings {
    var settings = Settings(SentimentSettings.list)
    let small = [
      "architecture": architecture, "model-width": "16", "hidden-width": "12", "feed-forward-width": "24",
      "heads": "2", "pair-buckets": "128", "vocabulary-size": "320", "batch-size": "16", "shards": "3",
      "epochs": "3", "warmup": "0", "learning-rate": "0.01", "model": folder.path(model), "workers": "\(workers)",
    ]
    for (name, value) in small.merging(values, uniquingKeysWith: { $1 }) { try settings.set(name, value) }
    try settings.preferDefaults(of: SentimentSettings.self)
    return settings
  }

  func train(
    _ settings: Settings, policy: ModelFolder.Policy = .refuse, observer: RecordingObserver = RecordingObserver(),
    sources: ClassificationSources? = nil
  ) throws -> SentimentTraining.Report {
    try SentimentTraining(settings: settings, sources: sources ?? self.sources, policy: policy).run(observer: observer)
  }

  func bytes(_ name: String, model: String = "model") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path(model) + "/" + name))
  }
}

extension TrainingReport {
  /// What a run's figures are apart from time, memory and place.
  var withoutCircumstances: Self {
    var report = self
    (report.seconds, report.tokensPerSecond, report.peakMemoryBytes, report.model) = (0, 0, 0, "")
    return report
  }
}
