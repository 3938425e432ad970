import Foundation
import SerfMetrics
import SerfModels
import SerfSettings
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Sentiment training, from files to a model")
struct SentimentTrainingTests {
  @Test(
    "each architecture learns an easy task, and the model it leaves gives the figures it reported",
    arguments: ["average", "bilstm", "transformer"])
  func learns(architecture: String) throws {
    let bench = try SentimentBench(training: 300)
    let observer = RecordingObserver()
    // The transformer's rate is one for thousands of updates; these are 19 an epoch. One word of a text tells its class:
    // the defaults of thousands of texts leave it out too often.
    let epochs = architecture == "transformer" ? 16 : 8
    let settings = try bench.settings(
      architecture,
      ["epochs": "\(epochs)", "word-dropout": "0.1", "patience": "none", "activation": "mish"])
    let report = try bench.train(settings, observer: observer)
    #expect(report.dev.accuracy >= 0.95, "dev \(report.dev.accuracy)")
    let test = try #require(report.test)
    #expect(test.accuracy >= 0.9, "test \(test.accuracy)")
    #expect((report.dev.count, test.count, test.majority) == (60, 60, 0.5))
    #expect((report.task, report.architecture, report.activation) == ("sentiment", architecture, "mish"))
    #expect(report.epochs == epochs && report.updates == epochs * 19 && report.model == bench.folder.path("model"))
    #expect(report.seconds > 0 && report.tokensPerSecond > 0 && report.peakMemoryBytes > 1 << 20)
    #expect(observer.validations.count == epochs)

    let classifier = try SentimentClassifier(contentsOf: report.model)
    #expect(classifier.labels == ["bad", "good"])
    let lines = try bench.folder.read("test.tsv").split(separator: "\n").map { $0.split(separator: "\t") }
    let answers = try classifier.classify(lines.map { String($0[0]) }, workers: 2)
    let right = zip(answers, lines).count { $0.label == $1[1] }
    #expect(Double(right) / 60 == test.accuracy)
    let model = try ClassifierModelFile(contentsOf: report.model)
    #expect(model.report == report)
    #expect(report.parameters == classifier.model.network.layout.parameterCount)
  }

  @Test("five classes")
  func fiveClasses() throws {
    let bench = try SentimentBench(training: 400, hasFiveClasses: true)
    let report = try bench.train(bench.settings("average", ["epochs": "12", "learning-rate": "0.03"]))
    #expect(report.dev.accuracy >= 0.9, "dev \(report.dev.accuracy)")
    #expect(report.test?.classes.map(\.label) == ["1", "2", "3", "4", "5"])
    #expect(try SentimentClassifier(contentsOf: report.model).classify("a splendid film").label == "5")
  }

  @Test("with --train alone a tenth each is held out, and without a test no text is kept back for it")
  func parts() throws {
    let bench = try SentimentBench(training: 200)
    for (number, test) in [ClassificationSources.Test.part, .none].enumerated() {
      let observer = RecordingObserver()
      let report = try bench.train(
        bench.settings("average", model: "\(number)", ["epochs": "1"]), observer: observer,
        sources: ClassificationSources(train: bench.sources.train, test: test))
      #expect(report.dev.count == 20 && report.test?.count == (number == 0 ? 20 : nil))
      // 160 or 180 texts, 16 an update.
      #expect(report.updates == (number == 0 ? 10 : 12))
      #expect(observer.notes.contains { $0.contains("are dev") })
    }
    let noTest = ClassificationSources(train: bench.sources.train, dev: bench.sources.dev)
    let report = try bench.train(bench.settings("average", model: "dev", ["epochs": "1"]), sources: noTest)
    #expect(report.dev.count == 60 && report.test == nil)
  }

  @Test("texts longer than the limit are cut, and it is said how many")
  func longTexts() throws {
    let bench = try SentimentBench(training: 40)
    let observer = RecordingObserver()
    _ = try bench.train(bench.settings("transformer", ["epochs": "1", "max-tokens": "4"]), observer: observer)
    #expect(observer.notes.contains { $0.hasPrefix("train: ") && $0.hasSuffix("texts are cut to 4 tokens") })
  }

  @Test("a vocabulary that is given is used as it is, and none is learned")
  func vocabulary() throws {
    let bench = try SentimentBench(training: 60)
    _ = try bench.train(bench.settings("average", model: "first", ["epochs": "1", "vocabulary-size": "310"]))
    var sources = bench.sources
    sources.vocabulary = bench.folder.path("first/tokenizer.json")
    let observer = RecordingObserver()
    let report = try bench.train(
      bench.settings("average", model: "second", ["epochs": "1"]), observer: observer, sources: sources)
    #expect(try bench.bytes("tokenizer.json", model: "second") == bench.bytes("tokenizer.json", model: "first"))
    #expect(!observer.notes.contains { $0.hasPrefix("vocabulary:") })
    #expect(try ClassifierModelFile(contentsOf: report.model).vocabularySize <= 310)
  }

  @Test("the activation is saved by name and loaded again")
  func everyActivation() throws {
    let bench = try SentimentBench(training: 40)
    for name in ["relu", "gelu", "silu"] {
      let report = try bench.train(bench.settings("average", model: name, ["epochs": "1", "activation": name]))
      #expect(report.activation == name)
      #expect(try ClassifierModelFile(contentsOf: report.model).activation == name)
      _ = try SentimentClassifier(contentsOf: report.model).classify("a lovely lamp")
    }
  }
}

// MARK: - Faults
extension SentimentTrainingTests {
  private func fault(
    _ bench: SentimentBench, _ values: [String: String] = [:], architecture: String = "average",
    observer: RecordingObserver = RecordingObserver(), sources: ClassificationSources? = nil
  ) throws -> TrainingError {
    let settings = try bench.settings(architecture, values)
    return try #require(throws: TrainingError.self) {
      _ = try bench.train(settings, observer: observer, sources: sources)
    }
  }

  @Test(
    "a loss that is no number stops the run with update and parameter, and the last good checkpoint remains",
    arguments: ["average", "bilstm", "transformer"])
  func notFinite(architecture: String) throws {
    let bench = try SentimentBench(training: 80)
    let observer = RecordingObserver()
    let error = try fault(
      bench, ["learning-rate": "1e30", "schedule": "constant"], architecture: architecture, observer: observer)
    #expect(error.code == .notFinite)
    #expect(error.message.hasPrefix("update \(observer.progress.count + 1): "), "\(error)")
    #expect(error.message.contains("the gradient of "), "\(error)")
    #expect(error.message.contains("the last good checkpoint is kept"))
    #expect(FileManager.default.fileExists(atPath: bench.folder.path("model/checkpoints/000000/weights.safetensors")))
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path("model/config.json")))
  }

  @Test("a model folder that can't be made fails before update 1")
  func unwritable() throws {
    let bench = try SentimentBench(training: 40)
    try bench.folder.write("no folder", to: "file")
    let observer = RecordingObserver()
    let error = try fault(bench, ["model": bench.folder.path("file/model")], observer: observer)
    #expect([.cannotCreate, .cannotRead, .writeFailed].contains(error.code), "\(error.code)")
    #expect(error.message.contains(bench.folder.path("file")), "\(error)")
    #expect(observer.progress.isEmpty)
  }

  @Test("settings that make no network are refused by name")
  func badNetwork() throws {
    let bench = try SentimentBench(training: 40)
    let heads = try fault(bench, ["heads": "3"], architecture: "transformer")
    #expect(heads.code == .badSettings && heads.message.contains("heads is 3"))
    let activation = try fault(bench, ["activation": "srf"])
    #expect(activation.code == .badSettings && activation.message.contains("serf"), "\(activation)")
  }

  @Test("missing files and unknown labels of dev and test are refused with the file's name, and leave no folder")
  func badData() throws {
    let bench = try SentimentBench(training: 40)
    let missing = try fault(bench, sources: ClassificationSources(train: bench.folder.path("none.tsv")))
    #expect(missing.code == .noSuchInput && missing.message.contains("none.tsv"))
    let strange = try bench.folder.write("a lovely film\tsplendid\na poor film\tbad\n", to: "strange.tsv")
    for sources in [
      ClassificationSources(train: bench.sources.train, dev: strange),
      ClassificationSources(train: bench.sources.train, dev: bench.sources.dev, test: .file(strange)),
    ] {
      let error = try fault(bench, sources: sources)
      #expect(error.code == .badData && error.message.contains("strange.tsv"), "\(error)")
    }
    var sources = bench.sources
    sources.vocabulary = strange
    #expect(try fault(bench, sources: sources).code == .badData)
    sources.vocabulary = bench.folder.path("none.json")
    #expect(try fault(bench, sources: sources).code == .noSuchInput)
    #expect(!FileManager.default.fileExists(atPath: bench.folder.path("model")))
  }
}
