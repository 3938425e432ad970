import Foundation
import SerfData
import SerfModels
import SerfSettings
import SerfStorage
import SerfTraining
import TestSupport
import Testing

@Suite("Training text larger than memory")
struct LargeCorpusTests {
  let bench: TranslationRunBench

  init() throws { bench = try TranslationRunBench() }

  private func train(
    _ model: String, _ values: [String: String], mostText: Int, observer: RecordingObserver = RecordingObserver(),
    sources: TranslationSources? = nil, resuming: Bool = false
  ) throws -> TranslationReport {
    var training = TranslationTraining(
      settings: try bench.settings(model: model, values), sources: sources ?? bench.sources,
      policy: resuming ? .resume : .refuse)
    training.mostText = mostText
    return try training.run(observer: observer)
  }

  @Test(
    "text that is read from files mapped into memory gives the same bits as text in memory",
    arguments: [
      ["max-tokens": "6"], ["bpe-dropout": "0.2", "separate-vocabularies": "true"],
    ])
  func sameBits(values: [String: String]) throws {
    // Two files, and dev and test taken from them.
    let sources = TranslationSources(train: bench.sources.train + bench.sources.train)
    let (small, large) = (RecordingObserver(), RecordingObserver())
    let inMemory = try train("memory", values, mostText: .max, observer: small, sources: sources)
    let mapped = try train("mapped", values, mostText: 5000, observer: large, sources: sources)
    #expect(mapped.withoutCircumstances == inMemory.withoutCircumstances)
    for file in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
      #expect(try bench.bytes(file, model: "mapped") == bench.bytes(file, model: "memory"), "\(file)")
    }
    let note = "the training text is large: its tokens are in a file beside the model until the run ends"
    #expect(large.notes.filter { $0 != note } == small.notes && large.notes.contains(note))
  }

  @Test("a run that was stopped goes on with the same bits, wherever its text is, and leaves no file behind")
  func resumed() throws {
    let values = ["average-checkpoints": "2"]
    let before = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path("."))
    let whole = try train("whole", values, mostText: .max)
    let error = try #require(throws: TrainingError.self) {
      try train("parts", values, mostText: 0, observer: RecordingObserver(stopAfter: 5))
    }
    #expect(error.code == .interrupted)
    let parts = try train("parts", values, mostText: 0, resuming: true)
    #expect(parts.withoutCircumstances == whole.withoutCircumstances)
    #expect(try bench.bytes("model.safetensors", model: "parts") == bench.bytes("model.safetensors", model: "whole"))
    let after = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path("."))
    #expect(Set(after) == Set(before + ["whole", "parts"]))
    let (left, expected) = (
      try FileManager.default.contentsOfDirectory(atPath: bench.folder.path("parts")),
      try FileManager.default.contentsOfDirectory(atPath: bench.folder.path("whole"))
    )
    #expect(Set(left) == Set(expected))
  }

  @Test("a run that is gone on with has the dev references that it began with, or is refused")
  func otherReferences() throws {
    _ = try #require(throws: TrainingError.self) {
      try train("model", [:], mostText: .max, observer: RecordingObserver(stopAfter: 5))
    }
    var sources = bench.sources
    guard case .lines(let source, let target) = try #require(sources.dev) else { return }
    // The same tokens, since a tokenizer composes characters; but BLEU would see other words.
    let text = try String(contentsOfFile: target, encoding: .utf8)
    let other = text.replacing("ä", with: "a\u{308}")
    #expect(Array(other.utf8) != Array(text.utf8))
    sources.dev = .lines(source: source, target: try bench.folder.write(other, to: "other.de"))
    let error = try #require(throws: TrainingError.self) {
      try train("model", [:], mostText: .max, sources: sources, resuming: true)
    }
    #expect(error.code == .badData)
  }
}
