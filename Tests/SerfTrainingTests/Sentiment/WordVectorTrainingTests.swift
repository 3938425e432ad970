import Foundation
import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Word vectors that learn first")
struct WordVectorTrainingTests {
  let bench: SentimentBench

  init() throws { bench = try SentimentBench(training: 120) }

  /// One update that is too small to change a weight, unless it is 0.
  private static let still = [
    "epochs": "1", "max-updates": "1", "learning-rate": "1e-30", "optimizer": "sgd", "momentum": "0",
    "weight-decay": "0", "word-epochs": "0",
  ]

  private func elements(_ name: String, of model: String) throws -> [Float] {
    let model = try ClassifierModel<SentimentNetwork>(contentsOf: bench.folder.path(model))
    let parameter = try #require(model.parameters.layout.parameter(named: name))
    return Array(model.parameters.matrix(of: parameter).elements)
  }

  @Test("they alone differ from the first weights of a run without", arguments: ["bilstm", "transformer"])
  func alone(architecture: String) throws {
    _ = try bench.train(bench.settings(architecture, model: "plain", Self.still))
    let values = Self.still.merging(["word-epochs": "4"], uniquingKeysWith: { $1 })
    let report = try bench.train(bench.settings(architecture, model: "learned", values))
    let names = try ClassifierModel<SentimentNetwork>(contentsOf: report.model).parameters.layout.parameters.map(\.name)
    for name in names where name != "embedding.weight" {
      let (plain, learned) = try (elements(name, of: "plain"), elements(name, of: "learned"))
      // A weight of 0 does change, by the length of the step.
      #expect(zip(plain, learned).allSatisfy { abs($0 - $1) < 1e-25 }, "\(name)")
    }
    let (plain, learned) = try (
      elements("embedding.weight", of: "plain"), elements("embedding.weight", of: "learned")
    )
    #expect(plain.count == learned.count)
    // The words of the texts have moved; the deviation of rows that no text has is that of 'average'.
    #expect(zip(plain, learned).count { $0 != $1 } > plain.count / 2)
  }

  @Test("they tell the classes apart: their mean alone, as first weights of another run's, classifies better")
  func telling() throws {
    let values = ["epochs": "2", "learning-rate": "0.002", "dropout": "0.1", "embedding-dropout": "0"]
    func accuracy(_ wordEpochs: String) throws -> Double {
      let settings = try bench.settings(
        "bilstm", model: "m\(wordEpochs)", values.merging(["word-epochs": wordEpochs], uniquingKeysWith: { $1 }))
      return try bench.train(settings).dev.accuracy
    }
    #expect(try accuracy("200") > accuracy("0"))
  }

  @Test("same bits with 1, 2 and 3 workers, and through stops; a stop before update 1 leaves nothing")
  func repeatable() throws {
    let values = ["word-epochs": "2"]
    for workers in 1...3 {
      _ = try bench.train(bench.settings("bilstm", model: "w\(workers)", workers: workers, values))
    }
    let bytes = try bench.bytes("model.safetensors", model: "w1")
    #expect(try bytes == bench.bytes("model.safetensors", model: "w2"))
    #expect(try bytes == bench.bytes("model.safetensors", model: "w3"))

    let cut = try bench.settings("bilstm", model: "cut", values)
    #expect(throws: TrainingError.self) { try bench.train(cut, observer: RecordingObserver(stopAfter: 0)) }
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path("cut")))
    #expect(throws: TrainingError.self) { try bench.train(cut, observer: RecordingObserver(stopAfter: 3)) }
    _ = try bench.train(cut, policy: .resume)
    #expect(try bytes == bench.bytes("model.safetensors", model: "cut"))
  }
}
