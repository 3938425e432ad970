import Foundation
import SerfModels
import SerfStorage
import SerfTokenizer
import TestSupport
import Testing

@Suite("Damaged and hostile model folders")
struct DamagedModelTests {
  let bench: ModelBench
  let path: String

  init() throws {
    bench = try ModelBench()
    path = try bench.write(bench.configuration(.transformer))
  }

  private func fault(_ path: String? = nil) throws -> ModelError {
    try #require(throws: ModelError.self) { _ = try SentimentClassifier(contentsOf: path ?? self.path) }
  }

  @Test("the whole model loads")
  func whole() throws { _ = try SentimentClassifier(contentsOf: path) }

  @Test("no folder, a file in its place, and an empty folder")
  func noModel() throws {
    #expect(try fault(bench.folder.path("none")).code == .noSuchInput)
    let file = try bench.folder.write("text", to: "file")
    #expect([.cannotRead, .noSuchInput].contains(try fault(file).code))
    let empty = bench.folder.path("empty")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    let error = try fault(empty)
    #expect(error.code == .corruptData && error.message.contains("config.json"), "\(error)")
  }

  @Test("a part that is missing or empty is named", arguments: ModelFolder.Part.required)
  func missing(part: ModelFolder.Part) throws {
    let file = path + "/" + part.rawValue
    try Data().write(to: URL(fileURLWithPath: file))
    let empty = try fault()
    #expect(empty.code == .corruptData && empty.message.contains(part.rawValue), "\(empty)")
    try FileManager.default.removeItem(atPath: file)
    let missing = try fault()
    #expect(missing.code == .corruptData && missing.message.contains(part.rawValue), "\(missing)")
  }

  @Test(
    "a part that is cut short anywhere is refused by name",
    arguments: [
      ModelFolder.Part.configuration, .weights, .tokenizer,
    ])
  func cutShort(part: ModelFolder.Part) throws {
    let file = URL(fileURLWithPath: path + "/" + part.rawValue)
    let bytes = try Data(contentsOf: file)
    // The last byte of a text part may be a line end.
    for count in [1, 7, 8, 9, bytes.count / 3, bytes.count / 2, bytes.count - 2] {
      try bytes.prefix(count).write(to: file)
      let error = try fault()
      #expect([.corruptData, .inconsistent].contains(error.code), "\(count) bytes: \(error.code), \(error)")
      #expect(error.message.contains(part.rawValue), "\(count) bytes: \(error)")
    }
  }

  @Test(
    "parts with random bytes in them are refused or load, but never trap",
    arguments: [
      ModelFolder.Part.configuration, .weights, .tokenizer,
    ])
  func randomBytes(part: ModelFolder.Part) throws {
    let file = URL(fileURLWithPath: path + "/" + part.rawValue)
    let bytes = try Data(contentsOf: file)
    var random = SeededRandom(seed: 17)
    for _ in 0..<60 {
      var damaged = bytes
      // In the head of the file, where the structure is.
      for _ in 0..<3 { damaged[Int(random.next() >> 33) % min(bytes.count, 600)] = UInt8(random.next() >> 56) }
      try damaged.write(to: file)
      do {
        _ = try SentimentClassifier(contentsOf: path).classify("the film")
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  @Test("a model of a newer format is refused as such")
  func newer() throws {
    try bench.change(["format": ModelFolder.format + 1], in: path)
    let error = try fault()
    #expect(error.code == .corruptData && error.message.contains("newer"), "\(error)")
  }

  @Test("a model of another task is refused as such")
  func otherTask() throws {
    try bench.change(["task": "translation"], in: path)
    let error = try fault()
    #expect(error.code == .otherTask)
    #expect(
      error.message
        == "\(path): this is a model for translation; one for sentiment is expected. 'translate' uses this one")
  }

  @Test("the tokenizer of another model is refused, with both numbers of tokens")
  func otherVocabulary() throws {
    var trainer = try BytePairTrainer(settings: BytePairTrainer.Settings(vocabularySize: 280))
    try trainer.add(["another text"])
    let other = try trainer.train()
    try Data(other.json()).write(to: URL(fileURLWithPath: path + "/tokenizer.json"))
    let error = try fault()
    #expect(error.code == .inconsistent, "\(error)")
    #expect(error.message.contains("\(other.vocabularySize)"), "\(error)")
    #expect(error.message.contains("\(bench.tokenizer.vocabularySize)"), "\(error)")
  }

  @Test("the weights of another model are refused, with the tensor and both shapes")
  func otherWeights() throws {
    var wide = bench.configuration(.transformer)
    wide.feedForwardWidth = 14
    let other = try bench.write(wide, name: "wide")
    let weights = URL(fileURLWithPath: path + "/model.safetensors")
    try Data(contentsOf: URL(fileURLWithPath: other + "/model.safetensors")).write(to: weights)
    let error = try fault()
    #expect(error.code == .inconsistent)
    #expect(error.message.contains("\"encoder.0.feed_forward.inner.weight\" has the shape [14, 8]"), "\(error)")
    let average = try bench.write(bench.configuration(.average), name: "average")
    try Data(contentsOf: URL(fileURLWithPath: average + "/model.safetensors")).write(to: weights)
    #expect(try fault().message.contains("is missing"))
  }

  @Test(
    "a member of config.json that is missing or of another type is named",
    arguments: [
      "activation", "labels", "layers", "modelWidth", "dropout", "norm", "task", "architecture",
    ])
  func members(name: String) throws {
    for value in [nil, ["nested": 1]] as [[String: Int]?] {
      let path = try bench.write(bench.configuration(.transformer), name: "changed")
      try bench.change([name: value], in: path)
      let error = try fault(path)
      #expect(error.code == .corruptData && error.message.contains(name), "\(error)")
    }
  }

  /// Settings of a configuration that describe no network, or one that no weights file can fill.
  private static let hostile: [(String, any Sendable)] = [
    ("layers", 0), ("layers", -1), ("layers", 257), ("layers", Int.max), ("modelWidth", 0), ("modelWidth", Int.max),
    ("modelWidth", 65_536), ("heads", 3), ("heads", 0), ("heads", Int.min), ("feedForwardWidth", 1 << 40),
    ("feedForwardWidth", 262_144), ("vocabularySize", 0), ("vocabularySize", Int.max),
    ("vocabularySize", 100_000_000), ("pairBuckets", -1), ("pairBuckets", Int.max), ("maxTokens", 0),
    ("maxTokens", 1_000_000), ("maxTokens", Int.max), ("labels", ["one"]), ("labels", [String]()),
    ("labels", ["a", "b", "a"]), ("dropout", 1.0), ("dropout", -0.5), ("wordDropout", 1e300), ("activation", "srf"),
    ("activation", ""), ("pooling", "sum"), ("norm", "none"), ("layers", 256),
  ]

  @Test("sizes and names that are hostile are refused, before they take memory", arguments: hostile.indices)
  func hostileConfiguration(index: Int) throws {
    let (name, value) = Self.hostile[index]
    try bench.change([name: value], in: path)
    let error = try fault()
    #expect([.badConfiguration, .inconsistent].contains(error.code), "\(name) \(value): \(error.code), \(error)")
    #expect(!error.message.isEmpty)
  }

  @Test("many labels, which ask for a large output, are refused")
  func manyLabels() throws {
    try bench.change(["labels": (0..<200_000).map { "label \($0)" }], in: path)
    #expect(try fault().code == .inconsistent)
  }

  @Test("a network is not built from settings that make none")
  func configurations() throws {
    var configuration = bench.configuration(.transformer)
    configuration.heads = 3
    let error = try #require(throws: ModelError.self) { _ = try SentimentNetwork(configuration) }
    #expect(error.message == "heads is 3; expected is a divisor of the model width 8")
    configuration = bench.configuration(.average)
    configuration.heads = 3
    _ = try SentimentNetwork(configuration)
    configuration.dropout = .nan
    #expect(throws: ModelError.self) { _ = try SentimentNetwork(configuration) }
  }
}
