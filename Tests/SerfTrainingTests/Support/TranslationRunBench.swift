import Foundation
import SerfData
import SerfSettings
import SerfStorage
import SerfTraining
import TestSupport

/// Trains small translation models in a folder of its own: each word has one translation, and the order is turned round.
struct TranslationRunBench {
  let folder: TemporaryFolder
  let sources: TranslationSources

  private static let words = [
    ("red", "rot"), ("blue", "blau"), ("dog", "Hund"), ("cat", "Katze"), ("house", "Haus"), ("tree", "Baum"),
    ("runs", "läuft"), ("sleeps", "schläft"), ("today", "heute"), ("here", "hier"),
  ]

  init(training: Int = 200) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    func files(_ name: String, _ count: Int, seed: UInt64) throws -> ParallelFiles {
      let pairs = Self.pairs(count, seed: seed)
      return .lines(
        source: try folder.write(pairs.map { $0.0 + "\n" }.joined(), to: name + ".en"),
        target: try folder.write(pairs.map { $0.1 + "\n" }.joined(), to: name + ".de"))
    }
    sources = TranslationSources(
      train: [try files("train", training, seed: 1)], dev: try files("dev", 40, seed: 2),
      test: .files(try files("test", 40, seed: 3)))
  }

  /// The texts of the test part.
  var testTexts: [(String, String)] { Self.pairs(40, seed: 3) }

  static func pairs(_ count: Int, seed: UInt64) -> [(String, String)] {
    var random = SeededRandom(seed: seed)
    // The first numbers of near seeds are alike.
    for _ in 0..<8 { _ = random.next() }
    return (0..<count).map { _ in
      let chosen = (0..<2 + Int(random.next() >> 33) % 5).map { _ in words[Int(random.next() >> 33) % words.count] }
      return (chosen.map(\.0).joined(separator: " "), chosen.reversed().map(\.1).joined(separator: " "))
    }
  }

  /// Settings of a small network, with dropout and all that draws random numbers.
  func settings(
    model: String = "model", workers: Int = 2, _ values: [String: String] = [:]
  ) throws -> Settings {
    var settings = Settings(TranslationSettings.list)
    let small = [
      "model-width": "32", "feed-forward-width": "48", "heads": "2", "layers": "2", "decoder-layers": "1",
      "vocabulary-size": "340", "batch-tokens": "160", "shards": "3", "epochs": "3", "warmup": "10",
      "learning-rate": "0.004", "dropout": "0.1", "embedding-dropout": "0.1", "word-dropout": "0.05",
      "model": folder.path(model), "workers": "\(workers)",
    ]
    for (name, value) in small.merging(values, uniquingKeysWith: { $1 }) { try settings.set(name, value) }
    try settings.preferDefaults(of: TranslationSettings.self)
    return settings
  }

  func train(
    _ settings: Settings, policy: ModelFolder.Policy = .refuse, observer: RecordingObserver = RecordingObserver(),
    sources: TranslationSources? = nil
  ) throws -> TranslationReport {
    try TranslationTraining(settings: settings, sources: sources ?? self.sources, policy: policy)
      .run(observer: observer)
  }

  func bytes(_ name: String, model: String = "model") throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path(model) + "/" + name))
  }
}

extension TranslationReport {
  /// What a run's figures are apart from time, memory and place.
  var withoutCircumstances: TranslationReport {
    var report = self
    report.training = training.withoutCircumstances
    return report
  }
}
