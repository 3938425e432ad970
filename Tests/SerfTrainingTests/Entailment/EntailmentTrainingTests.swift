import Foundation
import SerfData
import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Training on pairs of texts")
struct EntailmentTrainingTests {
  private let folder: TemporaryFolder
  private let sources: ClassificationSources

  init() throws {
    folder = try TemporaryFolder()
    sources = ClassificationSources(
      train: try folder.write(Self.pairs(180, seed: 1), to: "train.tsv"),
      dev: try folder.write(Self.pairs(60, seed: 2), to: "dev.tsv"),
      test: .file(try folder.write(Self.pairs(60, seed: 3), to: "test.tsv")))
  }

  /// Pairs whose label is in neither text: the same thing, or another one.
  private static func pairs(_ count: Int, seed: UInt64) -> String {
    let things = ["film", "book", "hotel", "meal"]
    var random = SeededRandom(seed: seed)
    for _ in 0..<8 { _ = random.next() }
    func pick(_ words: [String]) -> String { words[Int(random.next() >> 33) % words.count] }
    let rows = (0..<count).map { number in
      let first = pick(things)
      let second = number % 2 == 0 ? first : pick(things.filter { $0 != first })
      return "\(pick(["we saw", "here is"])) the \(first)\tit is a \(second)\t\(number % 2 == 0 ? "yes" : "no")\n"
    }
    return "premise\thypothesis\tlabel\n" + rows.joined()
  }

  private func settings(
    _ architecture: String, model: String, workers: Int = 2, _ values: [String: String] = [:]
  ) throws -> Settings {
    var settings = Settings(EntailmentSettings.list)
    let small = [
      "architecture": architecture, "model-width": "16", "hidden-width": "12", "feed-forward-width": "24",
      "heads": "2", "vocabulary-size": "300", "batch-size": "16", "shards": "3", "epochs": "2", "warmup": "0",
      "learning-rate": "0.01", "model": folder.path(model), "workers": "\(workers)",
    ]
    for (name, value) in small.merging(values, uniquingKeysWith: { $1 }) { try settings.set(name, value) }
    try settings.preferDefaults(of: EntailmentSettings.self)
    return settings
  }

  private func train(_ settings: Settings, policy: ModelFolder.Policy = .refuse) throws -> EntailmentTraining.Report {
    try EntailmentTraining(settings: settings, sources: sources, policy: policy).run(observer: RecordingObserver())
  }

  private func weights(_ model: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path("\(model)/model.safetensors")))
  }

  private static let architectures = ["siamese-lstm", "siamese-transformer", "cross-attention", "cross-transformer"]

  @Test(
    "the same seed gives the same bits with 1, 2 and 3 workers; another seed gives others", arguments: architectures)
  func repeatable(architecture: String) throws {
    let first = try train(settings(architecture, model: "1", workers: 1))
    for workers in [2, 3] {
      let report = try train(settings(architecture, model: "\(workers)", workers: workers))
      #expect(report.withoutCircumstances == first.withoutCircumstances)
      #expect(try weights("\(workers)") == weights("1"), "\(workers) workers")
    }
    _ = try train(settings(architecture, model: "other", ["seed": "2"]))
    #expect(try weights("other") != weights("1"))
  }

  @Test("what a run has learned answers raw text as its report says")
  func classifier() throws {
    let values = ["epochs": "20", "dropout": "0", "embedding-dropout": "0", "patience": "20"]
    let report = try train(settings("cross-attention", model: "m", values))
    let test = try #require(report.test)
    #expect(test.accuracy > 0.95 && report.task == "entailment", "\(test.accuracy)")
    let classifier = try EntailmentClassifier(contentsOf: report.model)
    let data = try EntailmentData(path: folder.path("test.tsv"))
    let pairs = data.rows.map { TextPair(premise: $0.premise, hypothesis: $0.hypothesis) }
    let answers = try classifier.classify(pairs, workers: 2)
    #expect(Double(zip(answers, data.rows).count { $0.label == $1.label }) / 60 == test.accuracy)
    #expect(try classifier.classify(premise: "here is the book", hypothesis: "it is a book").label == "yes")
    #expect(try classifier.classify(premise: "here is the book", hypothesis: "it is a film").label == "no")
    #expect(try ClassifierModelFile(contentsOf: report.model).report == report)
    #expect(throws: ModelError.self) { try SentimentClassifier(contentsOf: report.model) }
  }

  @Test("class weights and renamed labels work as for sentiment")
  func weightsAndLabels() throws {
    let values = ["map-label": "yes=entailment", "class-weights": folder.path("weights.tsv"), "epochs": "1"]
    try folder.write("entailment\t100\nno\t0.001\n", to: "weights.tsv")
    let report = try train(settings("siamese-lstm", model: "m", values))
    let dev = report.dev
    #expect(dev.classes.map(\.label) == ["entailment", "no"])
    #expect(dev.classes[0].predicted == 60)
  }

  @Test("a model of other labels is a start for all but its output layer")
  func fromModel() throws {
    _ = try train(settings("siamese-lstm", model: "first", ["epochs": "1"]))
    let observer = RecordingObserver()
    let renamed = try settings(
      "siamese-lstm", model: "second", ["from-model": folder.path("first"), "map-label": "yes=ja", "epochs": "1"])
    _ = try EntailmentTraining(settings: renamed, sources: sources).run(observer: observer)
    let all = try ClassifierModel<EntailmentNetwork>(contentsOf: folder.path("second")).parameters.layout.parameters
    #expect(observer.notes.contains("\(all.count - 2) of \(all.count) parameters start from the model given"))
  }
}
