import Foundation
import TestSupport
import Testing

@Suite("train-sentiment, classify, evaluate and model show")
struct SentimentCommandTests {
  let command: CommandRunner
  let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write(Self.texts(count: 120), to: "train.tsv")
    try folder.write(Self.texts(count: 40), to: "test.tsv")
  }

  /// Texts whose label stands in them, so that any network learns it in a moment.
  private static func texts(count: Int) -> String {
    let nouns = ["film", "book", "hotel", "meal", "song"]
    return (0..<count).map { number in
      let noun = nouns[number % 5]
      return number % 2 == 0
        ? "a lovely \(noun), number \(number)\tgood\n" : "a dreadful \(noun), number \(number)\tbad\n"
    }.joined()
  }

  private static let small = [
    "--architecture", "average", "--pair-buckets", "64", "--model-width", "8", "--hidden-width", "8", "--epochs", "12",
    "--batch-size", "16", "--vocabulary-size", "300", "--dropout", "0", "--word-dropout", "0", "--embedding-dropout",
    "0",
    "--learning-rate", "0.02",
  ]

  private func train(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(
      ["train-sentiment", "--train", "train.tsv", "--model", "m"] + Self.small + words, directory: folder.path)
  }

  private func run(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(words, input: Data(input.utf8), directory: folder.path)
  }

  private struct Scores: Decodable, Equatable {
    let accuracy: Double
    let macroF1: Double
    let majority: Double
    let count: Int

    enum CodingKeys: String, CodingKey {
      case accuracy, majority, count
      case macroF1 = "macro_f1"
    }
  }

  private struct Report: Decodable {
    let task: String
    let architecture: String
    let activation: String
    let seed: Int
    let parameters: Int
    let epochs: Int
    let updates: Int
    let seconds: Double
    let tokensPerSecond: Double
    let peakMemoryBytes: Int
    let model: String
    let dev: Scores
    let test: Scores?

    enum CodingKeys: String, CodingKey {
      case task, architecture, activation, seed, parameters, epochs, updates, seconds, model, dev, test
      case tokensPerSecond = "tokens_per_second"
      case peakMemoryBytes = "peak_memory_bytes"
    }
  }

  @Test("a model is trained, told of in JSON, and gives the same figures to whoever asks again")
  func wholeWay() throws {
    let outcome = try train("--test", "test.tsv", "--activation", "mish", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput.split(separator: "\n").count == 1)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.standardOutput.utf8))
    #expect(report.task == "sentiment" && report.architecture == "average" && report.activation == "mish")
    #expect(report.model == "m" && report.seed == 1 && report.peakMemoryBytes > 1_000_000)
    #expect(report.test?.count == 40 && report.test?.majority == 0.5)
    #expect(try #require(report.test).accuracy > 0.9)

    let resumed = try train("--test", "test.tsv", "--activation", "mish", "--json", "--resume")
    #expect(resumed.status == 0)
    #expect(resumed.standardOutput == outcome.standardOutput)

    struct Evaluation: Decodable { let test: Scores }
    let again = try run("evaluate", "--model", "m", "--json").standardOutput
    #expect(try JSONDecoder().decode(Evaluation.self, from: Data(again.utf8)).test == report.test)
    let other = try run("evaluate", "--model", "m", "--test", "train.tsv")
    #expect(other.standardOutput.hasPrefix("test: accuracy "))
    #expect(other.standardOutput.contains("; 120 texts, majority line 0.5000\n"))

    let shown = try run("model", "show", "m", "--curve", "curve.svg")
    #expect(shown.standardOutput.contains("\narchitecture  average with mish\n"))
    #expect(shown.standardError == "wrote curve.svg\n")
    #expect(try folder.read("curve.svg").contains(">dev loss</text>"))
    #expect(try run("model", "show", "m", "--json").standardOutput.contains(#""labels":["bad","good"]"#))
  }

  @Test("classify answers a line with a line, in text and in JSON")
  func classifying() throws {
    #expect(try train("--test", "none").status == 0)
    let answers = try run("classify", "--model", "m", input: "a lovely meal\n\na dreadful song\n")
    #expect(answers.status == 0)
    let lines = answers.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("good\t0.") && lines[2].hasPrefix("bad\t0."))

    struct Answer: Decodable {
      let label: String
      let probability: Double
      let probabilities: [String: Double]
    }
    let json = try run("classify", "--model", "m", "--json", input: "a lovely meal\n").standardOutput
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
    #expect(answer.label == "good" && answer.probabilities["good"] == answer.probability)
    #expect(abs(answer.probabilities.values.reduce(0, +) - 1) < 1e-12)
    #expect(try run("classify", "--model", "m").standardOutput == "")
    let latin = try command.run(
      ["classify", "--model", "m"], input: Data("fine\nna".utf8) + Data([0xEF, 0x0A]), directory: folder.path)
    #expect(latin.status == 65)
    #expect(
      latin.standardError
        == "Error: standard input, line 2: this is not UTF-8; expected UTF-8 text; convert it, or say --lossy to replace such bytes\n"
    )
  }

  @Test("the settings of a model repeat its run to the bit, on any number of workers")
  func repeating() throws {
    let first = try train("--json", "--workers", "1")
    #expect(first.status == 0, "\(first.standardError)")
    let again = try run("train-sentiment", "--config", "m/settings.yaml", "--model", "n", "--workers", "3", "--quiet")
    #expect(again.status == 0 && again.standardError == "")
    let weights = try ["m", "n"].map { model in
      try Data(contentsOf: URL(fileURLWithPath: folder.path("\(model)/model.safetensors")))
    }
    #expect(weights[0] == weights[1])
    #expect(try folder.read("m/settings.yaml") == folder.read("n/settings.yaml"))
  }

  @Test("Ctrl-C saves a checkpoint and exits with 130; --resume alone ends with the bits of a run that never stopped")
  func interruption() throws {
    let options = ["--train", "train.tsv", "--test", "none"] + Self.small + ["--epochs", "2000", "--patience", "none"]
    let whole = try command.run(
      ["train-sentiment", "--model", "whole", "--quiet"] + options, directory: folder.path)
    #expect(whole.status == 0, "\(whole.standardError)")
    let running = try command.start(["train-sentiment", "--model", "cut"] + options, directory: folder.path)
    let deadline = Date(timeIntervalSinceNow: 60)
    while !running.standardErrorSoFar.contains("epoch 2:"), Date() < deadline { Thread.sleep(forTimeInterval: 0.001) }
    running.interrupt()
    running.interrupt()
    let stopped = running.finish(timeLimit: 60)
    #expect(stopped.status == 130, "\(stopped.standardError)")
    #expect(stopped.standardOutput == "")
    #expect(stopped.standardError.contains("--resume"))
    let unfinished = try run("classify", "--model", "cut", input: "x\n")
    #expect(unfinished.status == 65)
    let resumed = try run("train-sentiment", "--model", "cut", "--resume", "--quiet")
    #expect(resumed.status == 0, "\(resumed.standardError)")
    let weights = try ["whole", "cut"].map { model in
      try Data(contentsOf: URL(fileURLWithPath: folder.path("\(model)/model.safetensors")))
    }
    #expect(weights[0] == weights[1])
  }

  @Test("what is in the way or missing is refused before any work, with the status of its kind")
  func refusals() throws {
    #expect(try train("--test", "none").status == 0)
    let taken = try train()
    #expect(taken.status == 73)
    #expect(taken.standardError.contains("say --resume or --force"))
    #expect(try train("--force", "--quiet", "--test", "none").standardError == "")
    try FileManager.default.createDirectory(atPath: folder.path("other"), withIntermediateDirectories: true)
    try folder.write("x", to: "other/notes.txt")
    for flag in ["--force", "--resume"] {
      let foreign = try run("train-sentiment", "--train", "train.tsv", "--model", "other", flag)
      #expect(foreign.status == 73, "\(foreign.standardError)")
    }
    #expect(try run("train-sentiment", "--train", "none.tsv", "--model", "x").status == 66)
    #expect(try run("train-sentiment", "--train", "train.tsv", "--activation", "serff", "--model", "x").status == 64)
    #expect(try run("train-sentiment", "--train", "train.tsv", "--vocabulary", "nope", "--model", "x").status == 66)
    #expect(try run("classify", "--model", "nope", input: "x\n").status == 66)
    #expect(try run("classify", "--model", "other", input: "x\n").status == 65)
    #expect(try run("evaluate", "--model", "m").status == 64)
    try folder.write("a text\tpos\nanother\tneg\n", to: "other.tsv")
    let labels = try run("evaluate", "--model", "m", "--test", "other.tsv")
    #expect(labels.status == 65)
    #expect(labels.standardError.contains("--map-label"))
    let mapped = try run(
      "evaluate", "--model", "m", "--test", "other.tsv", "--map-label", "pos=good", "--map-label", "neg=bad")
    #expect(mapped.status == 0, "\(mapped.standardError)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("x")))
  }
}
