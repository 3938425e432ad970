import Foundation
import TestSupport
import Testing

/// Models of pairs after their training: which file they are measured on, and what their lines may be.
@Suite("evaluate, entail and --from-model for pairs")
struct EntailmentUseTests {
  private let command: CommandRunner
  private let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write(Self.pairs(60), to: "train.tsv")
    try folder.write(Self.pairs(12), to: "own.tsv")
  }

  private static func pairs(_ count: Int) -> String {
    let labels = ["entailment", "neutral", "contradiction"]
    let rows = (0..<count).map { "the door is red, number \($0)\tthe door is \($0 % 3)\t\(labels[$0 % 3])\n" }
    return "premise\thypothesis\tlabel\n" + rows.joined()
  }

  private static let small = [
    "--architecture", "siamese-lstm", "--model-width", "8", "--hidden-width", "8", "--feed-forward-width", "8",
    "--max-updates", "1", "--vocabulary-size", "400", "--model", "m",
  ]

  private func train(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(["train-entailment"] + Self.small + words, directory: folder.path)
  }

  private func run(_ words: String..., input: Data = Data()) throws -> CommandRunner.Outcome {
    try command.run(words, input: input, directory: folder.path)
  }

  @Test("after training on the bundled pairs with a test of one's own, that test is measured again")
  func ownTest() throws {
    let trained = try train("--test", "own.tsv", "--json")
    #expect(trained.status == 0, "\(trained.standardError)")
    let again = try run("evaluate", "--model", "m").standardOutput
    #expect(again.contains("; 12 pairs, "), "\(again)")
  }

  @Test("without a test file of its own a model says what it was tested on, and asks for one")
  func noTest() throws {
    let messages: [(options: [String], message: String)] = [
      (["--train", "train.tsv"], "m was tested on a tenth of train.tsv, which is no file by itself; say --test FILE"),
      (["--train", "train.tsv", "--test", "none"], "m was trained with --test none; say --test FILE"),
      (["--train", "train.tsv", "--dev", "own.tsv"], "m was trained without a test file; say --test FILE"),
      (["--test", "none"], "m was trained with --test none; say --test FILE"),
    ]
    for (options, message) in messages {
      let trained = try command.run(
        ["train-entailment"] + Self.small + ["--force"] + options, directory: folder.path)
      #expect(trained.status == 0, "\(trained.standardError)")
      let evaluated = try run("evaluate", "--model", "m")
      #expect(evaluated.status == 64 && evaluated.standardError == "Error: \(message)\n", "\(evaluated.standardError)")
    }
  }

  @Test("a second test is measured again with the first, or by itself, and model show tells of it")
  func unseen() throws {
    #expect(try train("--train", "train.tsv", "--test", "own.tsv", "--unseen", "train.tsv").status == 0)
    let shown = try run("model", "show", "m").standardOutput
    #expect(shown.contains("\nunseen") && shown.contains(" 60 pairs\n"), "\(shown)")
    let again = try run("evaluate", "--model", "m").standardOutput
    #expect(again.hasPrefix("test: ") && again.contains("; 12 pairs, "))
    #expect(again.contains("\nunseen: ") && again.contains("; 60 pairs, "))
    let json = try run("evaluate", "--model", "m", "--test", "own.tsv", "--unseen", "own.tsv", "--json").standardOutput
    #expect(json.contains(#""unseen":{"accuracy""#))
    #expect(try !run("evaluate", "--model", "m", "--test", "own.tsv", "--json").standardOutput.contains("unseen"))
    for command in [["evaluate"], ["train-entailment", "--train", "train.tsv", "--force"]] {
      let both = try self.command.run(
        command + ["--model", "m", "--test", "-", "--unseen", "-"], directory: folder.path)
      #expect(both.status == 64 && both.standardError.contains("--test and --unseen are all '-'"))
    }
  }

  @Test("texts that are cut are counted, by entail, evaluate and classify")
  func cut() throws {
    #expect(try train("--train", "train.tsv", "--test", "own.tsv", "--max-tokens", "4").status == 0)
    let entailed = try run("entail", "--model", "m", input: Data("a b c d e f g\ta\nb\tc\n".utf8))
    #expect(
      entailed.standardError == "standard input: 1 of 4 texts are cut to 4 tokens\n", "\(entailed.standardError)")
    let evaluated = try run("evaluate", "--model", "m")
    #expect(
      evaluated.standardError.contains("own.tsv: 12 of 24 texts are cut to 4 tokens\n"), "\(evaluated.standardError)")
    let small = try SmallTraining()
    #expect(try small.train("--max-tokens", "4").status == 0)
    let classified = try small.run("classify", "--model", "m", input: "a b c d e f g\nb\n")
    #expect(classified.standardError == "standard input: 1 of 2 texts are cut to 4 tokens\n")
  }

  @Test("a bad line does not swallow the answers to those before it")
  func badLine() throws {
    #expect(try train("--train", "train.tsv").status == 0)
    for (bad, reason) in [(Data("c\n".utf8), "1 columns found"), (Data([0x63, 9, 0xFF, 10]), "this is not UTF-8")] {
      let outcome = try run("entail", "--model", "m", input: Data("a\tb\nb\tc\n".utf8) + bad + Data("d\te\n".utf8))
      #expect(outcome.status == 65 && outcome.standardError.contains("standard input, line 3: \(reason)"))
      #expect(outcome.standardOutput.split(separator: "\n").count == 2)
    }
  }

  @Test("a control that the model can't be shown, and an alignment that it lacks, are refused with the reason")
  func controls() throws {
    #expect(try train("--train", "train.tsv", "--test", "own.tsv").status == 0)
    for words in [["evaluate"], ["entail"]] {
      let outcome = try command.run(words + ["--model", "m", "--modalities", "image"], directory: folder.path)
      #expect(outcome.status == 64 && outcome.standardError.contains("the model reads texts alone"))
    }
    let pairs = ["a\tthe door is 1\n", "quite another\tthe door is 1\n"]
    let answers = try pairs.map { try run("entail", "--model", "m", "--hypothesis-only", input: Data($0.utf8)) }
    #expect(answers[0].status == 0 && answers[0].standardOutput == answers[1].standardOutput)
    let hidden = try train(
      "--train", "train.tsv", "--architecture", "cross-attention", "--hypothesis-only", "--force")
    #expect(hidden.status == 0, "\(hidden.standardError)")
    let drawn = try run("entail", "--model", "m", "--attention", "a.svg", input: Data("a\tb\n".utf8))
    #expect(drawn.status == 64 && drawn.standardError.contains("m is shown hypotheses alone"))
  }

  @Test("a start says what was not copied and what would help, and where nothing fits the sizes of the model")
  func start() throws {
    #expect(try train("--train", "train.tsv").status == 0)
    try folder.write(Self.pairs(60).replacing("\tentailment\n", with: "\tENTAILMENT\n"), to: "loud.tsv")
    let renamed = try train("--train", "loud.tsv", "--from-model", "m", "--model", "n")
    #expect(renamed.status == 0, "\(renamed.standardError)")
    #expect(
      renamed.standardError.contains(
        "the output layer starts anew, as the labels of the model given are \"contradiction\", \"entailment\", "
          + "\"neutral\"; --map-label ENTAILMENT=entailment would keep it\n"), "\(renamed.standardError)")
    let wide = try train("--train", "train.tsv", "--from-model", "m", "--model", "w", "--hidden-width", "12")
    #expect(
      wide.standardError.contains("not in the model given, or of another shape there: lstm."), "\(wide.standardError)")
    let other = try train(
      "--train", "loud.tsv", "--from-model", "m", "--model", "o", "--model-width", "12", "--hidden-width", "12",
      "--feed-forward-width", "12")
    #expect(other.status == 64)
    #expect(
      other.standardError.contains(
        "say --architecture siamese-lstm --layers 1 --model-width 8 --hidden-width 8 --feed-forward-width 8\n"),
      "\(other.standardError)")
  }
}
