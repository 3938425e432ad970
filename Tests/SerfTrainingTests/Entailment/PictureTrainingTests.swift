import Foundation
import SerfData
import SerfImages
import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage
import SerfTraining
import TestSupport
import Testing

@Suite("Training on captioned pictures")
struct PictureTrainingTests {
  private let folder: TemporaryFolder
  private let sources: ClassificationSources

  init() throws {
    folder = try TemporaryFolder()
    for (number, name) in ["red", "green", "blue"].enumerated() {
      let png = PalettePNG(
        indices: [UInt8](repeating: UInt8(number), count: 64), width: 8, height: 8,
        palette: [[220, 20, 20], [20, 200, 20], [20, 20, 220]])
      try folder.write(Data(png.bytes), to: "\(name).png")
    }
    sources = ClassificationSources(
      train: try folder.write(Self.rows(270), to: "train.tsv"), dev: try folder.write(Self.rows(90), to: "dev.tsv"),
      test: .file(try folder.write(Self.rows(90), to: "test.tsv")), images: folder.path,
      unseen: try folder.write(Self.rows(45), to: "unseen.tsv"))
  }

  /// Whether a word names the colour of the premise's picture: every word and every picture stands with both answers.
  private static func rows(_ count: Int) -> String {
    let colours = ["red", "green", "blue"]
    let rows = (0..<count).map { number in
      let (word, shown, other) = (colours[number % 3], colours[number / 3 % 3], colours[number / 9 % 3])
      return "see here\tit is \(word)\t\(shown).png\t\(other).png\t\(word == shown ? "yes" : "no")\n"
    }
    return "premise\thypothesis\tpremise_image\thypothesis_image\tlabel\n" + rows.joined()
  }

  private func settings(_ values: [String: String]) throws -> Settings {
    var settings = Settings(EntailmentSettings.list)
    let small = [
      "architecture": "cross-transformer", "modalities": "both", "image-size": "8", "patch-size": "4",
      "model-width": "16", "feed-forward-width": "24", "heads": "2", "layers": "1", "vocabulary-size": "300",
      "batch-size": "16", "shards": "3", "epochs": "2", "warmup": "0", "learning-rate": "0.003", "dropout": "0",
      "embedding-dropout": "0", "workers": "2",
    ]
    for (name, value) in small.merging(values, uniquingKeysWith: { $1 }) { try settings.set(name, value) }
    try settings.preferDefaults(of: EntailmentSettings.self)
    return settings
  }

  private func train(_ values: [String: String]) throws -> EntailmentTraining.Report {
    try EntailmentTraining(settings: settings(values), sources: sources, policy: .refuse)
      .run(observer: RecordingObserver())
  }

  @Test("texts with pictures are learned, in every fusion", arguments: ["concatenation", "gated", "cross-modal"])
  func learns(fusion: String) throws {
    let report = try train(["fusion": fusion, "epochs": "12", "model": folder.path("m")])
    #expect((report.test?.accuracy ?? 0) > 0.95)
    #expect(report.unseen?.count == 45)
    let classifier = try EntailmentClassifier(contentsOf: folder.path("m"))
    #expect(classifier.readsPictures)
    let pictures = ["red.png", "blue.png"].map { folder.path($0) }
    let pairs = ["red", "green"].map { TextPair(premise: "see here", hypothesis: "it is \($0)", pictures: pictures) }
    #expect(try classifier.classify(pairs).map(\.label) == ["yes", "no"])
    #expect(throws: ModelError.self) { try classifier.classify(premise: "see here", hypothesis: "it is red") }
  }

  @Test("either modality alone is no better than the majority", arguments: ["text", "image"])
  func controls(modalities: String) throws {
    let report = try train(["modalities": modalities, "epochs": "4", "model": folder.path("m")])
    let test = try #require(report.test)
    #expect(test.accuracy <= test.majority + 0.01)
  }

  @Test("pictures that are missing matter where they are looked at alone, and are named with their line")
  func missing() throws {
    var sources = sources
    sources.dev = try folder.write(Self.rows(90).replacing("red.png", with: "gone.png"), to: "dev.tsv")
    func run(_ modalities: String) throws {
      let values = ["epochs": "1", "modalities": modalities, "model": folder.path(modalities)]
      _ = try EntailmentTraining(settings: settings(values), sources: sources).run(observer: RecordingObserver())
    }
    try run("text")
    let error = #expect(throws: TrainingError.self) { try run("both") }
    #expect(error?.message == "\(folder.path("dev.tsv")):2: the picture \"gone.png\" is not in \(folder.path)")
  }

  @Test("brightness is told from training pictures alone")
  func brightness() throws {
    let white = PalettePNG(indices: [UInt8](repeating: 0, count: 64), width: 8, height: 8, palette: [[255, 255, 255]])
    try folder.write(Data(white.bytes), to: "white.png")
    var sources = sources
    sources.dev = try folder.write(Self.rows(90).replacing("red.png", with: "white.png"), to: "dev.tsv")
    _ = try EntailmentTraining(settings: settings(["epochs": "1", "model": folder.path("m")]), sources: sources)
      .run(observer: RecordingObserver())
    let mean = try EntailmentClassifier(contentsOf: folder.path("m")).model.configuration.pictures?.patches.mean
    #expect(abs((mean ?? 0) - 760.0 / 9) < 1e-9)
  }

  @Test("as many lines are answered at once as their pictures leave room for")
  func batchSize() throws {
    _ = try train(["epochs": "1", "model": folder.path("m")])
    let model = try EntailmentClassifier(contentsOf: folder.path("m")).model
    // Two pictures of 8 · 8 · 3 bytes.
    #expect(model.batchSize(atMost: 1024) == 1024)
    #expect(model.batchSize(atMost: 1024, pictureBytes: 10 * 384 + 383) == 10)
    #expect(model.batchSize(atMost: 1024, pictureBytes: 1) == 1)
    var settings = Settings(EntailmentSettings.list)
    try settings.set("modalities", "text")
    #expect(try model.seeing(settings).batchSize(atMost: 1024, pictureBytes: 1) == 1024)
  }

  @Test("the same bits for any number of workers")
  func workers() throws {
    let weights = try ["1", "3"].map { workers in
      _ = try train(["workers": workers, "model": folder.path(workers)])
      return try folder.read(bytes: "\(workers)/model.safetensors")
    }
    #expect(weights[0] == weights[1])
  }
}
