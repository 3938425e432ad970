import Foundation
import TestSupport
import Testing

@Suite("train-entailment, entail, evaluate and model show")
struct EntailmentCommandTests {
  let command: CommandRunner
  let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write(Self.pairs(count: 180), to: "train.tsv")
    try folder.write(Self.pairs(count: 60), to: "test.tsv")
  }

  /// Pairs whose label is neither in the premise nor in the hypothesis: colours that are the same, or are not.
  private static func pairs(count: Int) -> String {
    let colours = ["red", "green", "blue"]
    let rows = (0..<count).map { number in
      let (first, second) = (colours[number % 3], colours[(number / 3) % 3])
      return "the door is \(first)\t\(second) is the door\t\(first == second ? "yes" : "no")\n"
    }
    return "premise\thypothesis\tlabel\n" + rows.joined()
  }

  private static let small = [
    "--model-width", "8", "--hidden-width", "8", "--feed-forward-width", "8", "--heads", "2", "--epochs", "8",
    "--batch-size", "16", "--vocabulary-size", "300", "--dropout", "0", "--word-dropout", "0", "--embedding-dropout",
    "0", "--learning-rate", "0.01", "--patience", "8",
  ]

  private func train(_ architecture: String, _ words: String...) throws -> CommandRunner.Outcome {
    try command.run(
      ["train-entailment", "--train", "train.tsv", "--model", "m", "--architecture", architecture] + Self.small + words,
      directory: folder.path)
  }

  private func run(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(words, input: Data(input.utf8), directory: folder.path)
  }

  private static let architectures = ["siamese-lstm", "siamese-transformer", "cross-attention", "cross-transformer"]

  private struct Evaluation: Decodable {
    let task: String
    let test: TrainingFigures.Scores
  }

  @Test("every architecture is trained, told of in JSON, and gives the same figures again", arguments: architectures)
  func wholeWay(architecture: String) throws {
    let outcome = try train(architecture, "--test", "test.tsv", "--activation", "mish", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let report = try TrainingFigures(outcome.standardOutput)
    #expect(report.architecture == architecture && report.activation == "mish" && report.seed == 1)
    #expect(report.test?.count == 60)
    #expect(outcome.standardOutput.contains(#""task":"entailment""#))

    let resumed = try train(architecture, "--test", "test.tsv", "--activation", "mish", "--json", "--resume")
    #expect(resumed.standardOutput == outcome.standardOutput)
    let again = try run("evaluate", "--model", "m", "--json").standardOutput
    let evaluation = try JSONDecoder().decode(Evaluation.self, from: Data(again.utf8))
    #expect(evaluation.task == "entailment" && evaluation.test == report.test)
    let shown = try run("model", "show", "m").standardOutput
    #expect(shown.hasPrefix("task          entailment\narchitecture  \(architecture) with mish\n"), "\(shown)")
    #expect(shown.contains(" 60 pairs\n"))
  }

  @Test("the network learns what neither text alone tells, and hides its premises when asked to")
  func learning() throws {
    let outcome = try train("cross-attention", "--test", "test.tsv", "--epochs", "60", "--patience", "60", "--json")
    let test = try #require(try TrainingFigures(outcome.standardOutput).test)
    #expect(test.accuracy > 0.95, "\(test.accuracy)")
    let drawn = try run(
      "entail", "--model", "m", "--attention", "a.svg", input: "the door is red\tred is the door\n")
    #expect(drawn.status == 0 && drawn.standardError.contains("wrote a.svg"), "\(drawn.standardError)")
    let shares = try Self.shares(in: folder.read("a.svg"))
    #expect(shares.count == 4 && shares.values.allSatisfy { $0.count == 4 && abs($0.values.reduce(0, +) - 1) < 0.03 })
    #expect(try #require(shares["red"]?["red"]) > (try #require(shares["red"]?["door"])), "\(shares)")
    let hidden = try run("evaluate", "--model", "m", "--hypothesis-only", "--json").standardOutput
    let blind = try JSONDecoder().decode(Evaluation.self, from: Data(hidden.utf8)).test
    #expect(blind.accuracy < 0.8, "\(blind.accuracy)")

    let control = try train("cross-attention", "--test", "test.tsv", "--hypothesis-only", "--force", "--json")
    let figures = try #require(try TrainingFigures(control.standardOutput).test)
    #expect(figures.accuracy <= figures.majority, "\(figures)")
    let same = ["the door is red\tred is the door\n", "anything\tred is the door\n"]
    let answers = try same.map { try run("entail", "--model", "m", input: $0).standardOutput }
    #expect(answers[0] == answers[1])
  }

  /// The squares of a drawing: of each word of the hypothesis the share of each word of the premise.
  private static func shares(in svg: String) -> [String: [String: Double]] {
    var shares: [String: [String: Double]] = [:]
    for square in svg.matches(of: /<title>(\S+) ← (\S+): ([0-9.]+)<\/title>/) {
      shares[String(square.1), default: [:]][String(square.2)] = Double(square.3)
    }
    return shares
  }

  @Test("the text output has the majority line, macro-F1, a row a class and the standard error")
  func textOutput() throws {
    let outcome = try train("siamese-lstm", "--test", "test.tsv", "--epochs", "1")
    let lines = outcome.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("entailment: siamese-lstm with serf, seed 1, "))
    let test = try #require(lines.first { $0.hasPrefix("test: ") })
    #expect(test.contains("(standard error), macro-F1 ") && test.hasSuffix("; 60 pairs, majority line 0.6667"))
    #expect(lines.contains { $0.hasPrefix("no  ") } && lines.contains { $0.hasPrefix("yes ") })
  }

  @Test("entail answers a line with a line, in text and in JSON, and names a line that is no pair")
  func entailing() throws {
    #expect(try train("siamese-lstm", "--test", "none").status == 0)
    let answers = try run("entail", "--model", "m", input: "the door is red\tblue is the door\n\t\n")
    #expect(answers.status == 0, "\(answers.standardError)")
    let lines = answers.standardOutput.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("no\t0.") || $0.hasPrefix("yes\t0.") })
    let drawn = try run("entail", "--model", "m", "--attention", "a.svg", input: "a\tb\n")
    #expect(drawn.status == 64 && drawn.standardError.contains("m is siamese-lstm"), "\(drawn.standardError)")
    let json = try run("entail", "--model", "m", "--json", input: "a\tb\n").standardOutput
    #expect(json.contains(#""probabilities":{"no":"#) && json.hasPrefix(#"{"label":""#))
    for (line, count) in [("the door is red", 1), ("a\tb\tc", 3), ("", 1)] {
      let bad = try run("entail", "--model", "m", input: "a\tb\n\(line)\n")
      #expect(bad.status == 65)
      #expect(
        bad.standardError
          == "Error: standard input, line 2: \(count) columns found; a premise, a tab and a hypothesis are expected\n")
    }
    let latin = try command.run(["entail", "--model", "m"], input: Data([0x61, 9, 0xE9, 10]), directory: folder.path)
    #expect(latin.status == 65 && latin.standardError.contains("this is not UTF-8"))
  }

  @Test("a folder of another task is refused, and the task named")
  func otherTask() throws {
    #expect(try train("siamese-lstm", "--test", "none", "--epochs", "1").status == 0)
    try folder.write("good film\tpos\nbad film\tneg\ngood book\tpos\nbad book\tneg\n", to: "reviews.tsv")
    let sentiment = try run(
      "train-sentiment", "--train", "reviews.tsv", "--test", "none", "--model", "s", "--architecture", "average",
      "--epochs", "1", "--vocabulary-size", "300", "--pair-buckets", "0")
    #expect(sentiment.status == 0, "\(sentiment.standardError)")
    let classify = try run("classify", "--model", "m", input: "a\n")
    #expect(classify.status == 65)
    #expect(
      classify.standardError
        == "Error: m: this is a model for entailment; one for sentiment is expected. 'entail' uses this one\n")
    let entail = try run("entail", "--model", "s", input: "a\tb\n")
    #expect(entail.status == 65)
    #expect(
      entail.standardError
        == "Error: s: this is a model for sentiment; one for entailment is expected. 'classify' uses this one\n")
    let start = try train("siamese-lstm", "--from-model", "s", "--force")
    #expect(start.status == 65 && start.standardError.contains("one for entailment is expected"))
    let option = try run("evaluate", "--model", "s", "--test", "reviews.tsv", "--hypothesis-only")
    #expect(option.status == 64)
    #expect(option.standardError == "Error: --hypothesis-only says nothing of s, which is a model for sentiment\n")
    let stranger = try run("evaluate", "--model", "m", "--test", "reviews.tsv")
    #expect(stranger.status == 65)
    #expect(stranger.standardError == "Error: reviews.tsv:1: 2 columns found where 3 are expected\n")
  }

  @Test("a model of the same task is a start, whatever its labels are called")
  func fromModel() throws {
    #expect(try train("cross-attention", "--test", "none", "--epochs", "1").status == 0)
    let words = [
      "train-entailment", "--train", "train.tsv", "--test", "none", "--model", "n", "--from-model", "m",
      "--architecture",
      "cross-attention", "--map-label", "yes=entailment",
    ]
    let outcome = try command.run(words + Self.small, directory: folder.path)
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("parameters start from the model given\n"))
  }

  @Test("word vectors are a start, for the tokens that are their words")
  func embeddings() throws {
    let words = ["red", "green", "blue", "door", "unheard"]
    let vectors = words.enumerated().map { number, word in
      ([word] + (0..<8).map { "\(Double(number + $0) / 10)" }).joined(separator: " ") + "\n"
    }
    try folder.write(vectors.joined(), to: "vectors.txt")
    let outcome = try train("cross-attention", "--test", "none", "--epochs", "1", "--embeddings", "vectors.txt")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("tokens start from its 5 word vectors\n"), "\(outcome.standardError)")
    let wide = try train("siamese-lstm", "--embeddings", "vectors.txt", "--model-width", "16", "--force")
    #expect(wide.status == 65)
    #expect(wide.standardError.contains("its vectors have 8 numbers; the model's embeddings are 16 wide"))
  }

  @Test(
    "bad input stops with one message and the way out",
    arguments: [
      (["--train", "none.tsv"], 66, "none.tsv: no such file"),
      (["--architecture", "siamese"], 64, "architecture is 'siamese'"),
      (["--architecture", "siamese-lstm", "--layers", "0"], 64, "layers is 0; expected is 1...256"),
      (["--architecture", "cross-transformer", "--heads", "3"], 64, "a divisor of the model width 8"),
      (["--test", "odd.tsv"], 65, "that the model does not know; it knows \"no\", \"yes\""),
      (["--train", "dashes.tsv"], 65, "dashes.tsv: has no row with a label; all 2 are unlabelled"),
      (["--train", "short.tsv"], 65, "short.tsv:3: 2 columns found where 3 are expected"),
      (["--train", "latin.tsv"], 65, "latin.tsv:2: byte 1 is not UTF-8"),
      (["--premise-column", "text"], 65, "has no column \"text\" for the premise; its columns are "),
    ] as [([String], Int32, String)])
  func badInput(words: [String], status: Int32, message: String) throws {
    try folder.write("premise\thypothesis\tlabel\na\tb\tmaybe\n", to: "odd.tsv")
    try folder.write("premise\thypothesis\tgold_label\na\tb\t-\nc\td\t-\n", to: "dashes.tsv")
    try folder.write("premise\thypothesis\tlabel\na\tb\tyes\na\tno\n", to: "short.tsv")
    try folder.write(Data("premise\thypothesis\tlabel\n".utf8) + Data([0xE9, 9, 98, 9, 99, 10]), to: "latin.tsv")
    let given = ["train-entailment", "--train", "train.tsv", "--model", "m"] + Self.small
    let outcome = try command.run(given + words, directory: folder.path)
    #expect(outcome.status == status, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
    #expect(outcome.standardOutput == "")
    #expect(!FileManager.default.fileExists(atPath: folder.path("m/config.json")))
  }

  @Test("without options it takes the bundled pairs and says so; the settings can be shown")
  func bundled() throws {
    let outcome = try run("train-entailment", "--max-updates", "2", "--model", "b", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("no --train is given: training on the bundled pairs\n"))
    let test = try #require(try TrainingFigures(outcome.standardOutput).test)
    #expect(test.count == 414 && abs(test.majority - 1 / 3.0) < 1e-9)
    // A network of its size learns nothing from so few pairs, and says so.
    #expect(outcome.standardError.contains("test: the accuracy is not above the majority line by two standard errors"))
  }
}
