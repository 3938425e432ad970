import SerfModels
import SerfStorage
import SerfTraining
import TestSupport
import Testing

@Suite("Class weights and label smoothing")
struct ClassWeightsTests {
  let bench: SentimentBench

  init() throws { bench = try SentimentBench(training: 10) }

  /// Texts that say nothing of their label, which four of five times is "often".
  private func sources() throws -> ClassificationSources {
    let lines = (0..<200).map { number in "the film number \(number / 5)\t\(number % 5 == 0 ? "seldom" : "often")\n" }
    return ClassificationSources(
      train: try bench.folder.write(lines.joined(), to: "uneven.tsv"),
      dev: try bench.folder.write(lines.prefix(50).joined(), to: "uneven-dev.tsv"), test: .none)
  }

  /// What a model trained on such texts holds for the probability of "seldom".
  private func probability(_ values: [String: String]) throws -> Double {
    let plain = [
      "epochs": "6", "patience": "none", "dropout": "0", "word-dropout": "0", "embedding-dropout": "0",
      "average-checkpoints": "6", "batch-size": "50", "learning-rate": "0.05",
    ]
    let settings = try bench.settings("average", plain.merging(values, uniquingKeysWith: { $1 }))
    let report = try bench.train(settings, policy: .force, sources: sources())
    let answer = try SentimentClassifier(contentsOf: report.model).classify("the film")
    return answer.probabilities[1]
  }

  @Test("balanced weights make classes count alike, a file's weights as it says")
  func weights() throws {
    // Without weights the probability is the share, 1/5; with them w₁/(w₁ + w₂) of the weighted shares.
    #expect(abs(try probability([:]) - 0.2) < 0.08)
    #expect(abs(try probability(["class-weights": "balanced"]) - 0.5) < 0.08)
    let file = try bench.folder.write("seldom\t8\noften\t1\n", to: "weights.tsv")
    #expect(abs(try probability(["class-weights": file]) - 2 / 3.0) < 0.08)
  }

  @Test(
    "a file of class weights that does not fit is refused with its line",
    arguments: [
      ("seldom\t1\noften\n", ":2: found \"often\""), ("seldom\t1\noften\t0\n", ":2: found \"often\t0\""),
      ("seldom\t1\noften\t-1\n", ":2"), ("seldom\t1\noften\tnan\n", ":2"), ("seldom\t1\noften\tinf\n", ":2"),
      ("seldom\t1\nnever\t2\n", ":2: found \"never\t2\""), ("seldom\t1\n", "\"often\" has no weight"),
      ("", "has no weight"),
    ])
  func badFile(content: String, message: String) throws {
    let file = try bench.folder.write(content, to: "weights.tsv")
    let settings = try bench.settings("average", ["class-weights": file])
    let error = try #require(throws: TrainingError.self) { _ = try bench.train(settings, sources: sources()) }
    #expect(error.code == .badData && error.message.contains("weights.tsv"), "\(error)")
    #expect(error.message.contains(message), "\(error)")
  }

  @Test("a file of class weights that is missing is no such input")
  func missingFile() throws {
    let settings = try bench.settings("average", ["class-weights": bench.folder.path("none.tsv")])
    let error = try #require(throws: TrainingError.self) { _ = try bench.train(settings) }
    #expect(error.code == .noSuchInput)
  }

  @Test("label smoothing keeps a model from being sure: with 0.2 of two classes it aims at 0.9")
  func smoothing() throws {
    func sureness(_ smoothing: String) throws -> Double {
      let bench = try SentimentBench(training: 300)
      let settings = try bench.settings(
        "average",
        [
          "epochs": "30", "patience": "none", "label-smoothing": smoothing, "learning-rate": "0.02", "dropout": "0",
          "word-dropout": "0", "average-checkpoints": "1",
        ])
      let report = try bench.train(settings)
      let answers = try SentimentClassifier(contentsOf: report.model).classify(
        ["a splendid hotel", "the boring book", "a great lamp and the film", "we saw the dreadful play"])
      #expect(answers.map(\.label) == ["good", "bad", "good", "bad"])
      return answers.map(\.probability).reduce(0, +) / Double(answers.count)
    }
    #expect(try sureness("0") > 0.97)
    #expect(abs(try sureness("0.2") - 0.9) < 0.04)
  }
}
