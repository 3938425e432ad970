import Foundation
import SerfSettings
import SerfStorage
import SerfTraining
import TestSupport
import Testing

@Suite("A sentiment run that is interrupted and resumed")
struct ResumedRunTests {
  let bench: SentimentBench

  init() throws { bench = try SentimentBench() }

  private func interrupt(
    _ settings: Settings, after updates: Int, policy: ModelFolder.Policy
  ) throws -> TrainingError {
    try #require(throws: TrainingError.self) {
      _ = try bench.train(settings, policy: policy, observer: RecordingObserver(stopAfter: updates))
    }
  }

  @Test(
    "stopped twice in mid-epoch and gone on with by other numbers of workers, it ends with the same bits",
    arguments: ["average", "bilstm", "transformer"])
  func toTheBit(architecture: String) throws {
    let values = ["average-checkpoints": "2"]
    let whole = try bench.train(bench.settings(architecture, model: "whole", values))
    // 150 texts, 16 a batch: 10 updates an epoch.
    #expect(whole.updates == 30)
    let first = try interrupt(
      bench.settings(architecture, model: "parts", workers: 1, values), after: 7, policy: .refuse)
    #expect(first.code == .interrupted && first.message.contains("after update 7"))
    let second = try interrupt(
      bench.settings(architecture, model: "parts", workers: 3, values), after: 9, policy: .resume)
    #expect(second.code == .interrupted && second.message.contains("after update 16"))
    let observer = RecordingObserver()
    let parts = try bench.train(
      bench.settings(architecture, model: "parts", workers: 2, values), policy: .resume, observer: observer)
    #expect(observer.notes.contains("resuming after update 16"))
    #expect(observer.progress.first?.update == 17)
    #expect(parts.withoutCircumstances == whole.withoutCircumstances)
    for file in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
      #expect(try bench.bytes(file, model: "parts") == bench.bytes(file, model: "whole"), "\(file)")
    }
  }

  @Test("stopped at the end of an epoch, before its validation, it ends with the same bits")
  func atTheEndOfAnEpoch() throws {
    let whole = try bench.train(bench.settings(model: "whole"))
    _ = try interrupt(bench.settings(model: "parts"), after: 10, policy: .refuse)
    let parts = try bench.train(bench.settings(model: "parts"), policy: .resume)
    #expect(parts.withoutCircumstances == whole.withoutCircumstances)
    #expect(try bench.bytes("model.safetensors", model: "parts") == bench.bytes("model.safetensors", model: "whole"))
  }

  @Test("a run to resume that has no checkpoint yet starts at update 0")
  func nothingYet() throws {
    let report = try bench.train(bench.settings(), policy: .resume)
    #expect(report.updates == 30)
  }

  @Test("a finished run that is resumed says the same figures again, and trains nothing")
  func finished() throws {
    let report = try bench.train(bench.settings())
    let weights = try bench.bytes("model.safetensors")
    let observer = RecordingObserver()
    // Not even the data is read.
    let sources = ClassificationSources(train: bench.folder.path("gone.tsv"))
    let again = try bench.train(bench.settings(), policy: .resume, observer: observer, sources: sources)
    #expect(again == report)
    #expect(observer.progress.isEmpty)
    #expect(try bench.bytes("model.safetensors") == weights)
  }

  @Test("a resumed run with other settings is refused, and they are named, before any data is read")
  func otherSettings() throws {
    _ = try interrupt(bench.settings(), after: 3, policy: .refuse)
    let sources = ClassificationSources(train: bench.folder.path("gone.tsv"))
    let others = try bench.settings("average", ["hidden-width": "13", "learning-rate": "0.02", "shards": "3"])
    let error = try #require(throws: TrainingError.self) {
      _ = try bench.train(others, policy: .resume, sources: sources)
    }
    #expect(error.code == .badSettings)
    #expect(error.message.contains("hidden-width is 12 there, not 13"))
    #expect(error.message.contains("learning-rate is 0.01 there, not 0.02"))
    #expect(!error.message.contains("shards") && !error.message.contains("workers"))
    // What does not say otherwise goes on.
    var few = Settings(SentimentSettings.list)
    try few.set("model", bench.folder.path("model"))
    let report = try bench.train(few, policy: .resume)
    #expect(report.architecture == "average" && report.updates == 30)
  }

  @Test("a folder that has a model, or a run, is neither overwritten nor gone on with unasked; by force it is")
  func policies() throws {
    _ = try interrupt(bench.settings(), after: 3, policy: .refuse)
    let unfinished = try #require(throws: TrainingError.self) { _ = try bench.train(bench.settings()) }
    #expect(unfinished.code == .wouldOverwrite)
    let observer = RecordingObserver()
    _ = try bench.train(bench.settings(), policy: .force, observer: observer)
    #expect(observer.progress.first?.update == 1)
    let weights = try bench.bytes("model.safetensors")
    let finished = try #require(throws: TrainingError.self) { _ = try bench.train(bench.settings()) }
    #expect(finished.code == .wouldOverwrite)
    #expect(try bench.bytes("model.safetensors") == weights)
    _ = try bench.train(bench.settings("average", ["seed": "2"]), policy: .force)
    #expect(try bench.bytes("model.safetensors") != weights)
  }

  @Test("an older model stays whole and readable while a new run by force is under way")
  func oldModel() throws {
    let report = try bench.train(bench.settings())
    let weights = try bench.bytes("model.safetensors")
    _ = try interrupt(bench.settings("average", ["seed": "2"]), after: 3, policy: .force)
    #expect(try bench.bytes("model.safetensors") == weights)
    #expect(try ClassifierModelFile(contentsOf: bench.folder.path("model")).report == report)
  }
}
