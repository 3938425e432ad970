import Foundation
import SerfSettings
import SerfTraining
import TestSupport
import Testing

@Suite("A sentiment run is a function of settings, texts and seed")
struct RepeatableRunTests {
  let bench: SentimentBench

  init() throws { bench = try SentimentBench() }

  private static let architectures = ["average", "bilstm", "transformer"]

  @Test(
    "the same seed gives the same bits and the same figures with 1, 2 and 3 workers; another seed gives others",
    arguments: architectures)
  func workers(architecture: String) throws {
    let first = try bench.train(bench.settings(architecture, model: "1", workers: 1))
    let weights = try bench.bytes("model.safetensors", model: "1")
    for workers in [2, 3] {
      let name = "\(workers)"
      let report = try bench.train(bench.settings(architecture, model: name, workers: workers))
      #expect(report.withoutCircumstances == first.withoutCircumstances, "\(workers) workers")
      #expect(try bench.bytes("model.safetensors", model: name) == weights, "\(workers) workers")
      for file in ["tokenizer.json", "settings.yaml"] {
        #expect(try bench.bytes(file, model: name) == bench.bytes(file, model: "1"), "\(file)")
      }
    }
    let other = try bench.train(bench.settings(architecture, model: "other", ["seed": "2"]))
    #expect(other.seed == 2 && other.updates == first.updates)
    #expect(try bench.bytes("model.safetensors", model: "other") != weights)
  }

  @Test("another number of shards is another sum: it is a setting, saved with the model")
  func shards() throws {
    _ = try bench.train(bench.settings("bilstm", model: "3"))
    _ = try bench.train(bench.settings("bilstm", model: "4", ["shards": "4"]))
    #expect(try bench.bytes("model.safetensors", model: "3") != bench.bytes("model.safetensors", model: "4"))
    #expect(try String(decoding: bench.bytes("settings.yaml", model: "4"), as: UTF8.self).contains("shards: 4"))
  }

  @Test("the settings saved with a model repeat its run to the bit")
  func savedSettings() throws {
    _ = try bench.train(bench.settings("transformer", model: "first", ["label-smoothing": "0.1", "seed": "9"]))
    let file = bench.folder.path("first/settings.yaml")
    var settings = try Settings(
      yaml: String(contentsOfFile: file, encoding: .utf8), file: file, list: SentimentSettings.list)
    try settings.set("model", bench.folder.path("second"))
    _ = try bench.train(settings)
    #expect(
      try bench.bytes("model.safetensors", model: "second") == bench.bytes("model.safetensors", model: "first"))
  }

  @Test("the weights file holds no path, time or number of workers: its bytes are those of another folder's")
  func anonymous() throws {
    _ = try bench.train(bench.settings(model: "one", workers: 1))
    _ = try bench.train(bench.settings(model: "another-name", workers: 2))
    let bytes = try bench.bytes("model.safetensors", model: "one")
    #expect(try bytes == bench.bytes("model.safetensors", model: "another-name"))
    #expect(!String(decoding: bytes.prefix(4096), as: UTF8.self).contains(bench.folder.path))
  }
}
