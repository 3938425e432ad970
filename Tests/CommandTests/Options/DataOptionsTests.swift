import Foundation
import TestSupport
import Testing

@Suite("Which texts a run learns from, and how much they count")
struct DataOptionsTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  private func figures(_ outcome: CommandRunner.Outcome) throws -> TrainingFigures {
    #expect(outcome.status == 0, "\(outcome.standardError)")
    return try TrainingFigures(outcome.standardOutput)
  }

  @Test("--train alone gives a tenth each to dev and test, by seed and by label, and says so")
  func tenths() throws {
    let outcome = try small.train("--json")
    #expect(outcome.standardError.contains("train.tsv: by label and seed 1, 160 texts train, 20 are dev and 20 test\n"))
    let figures = try figures(outcome)
    #expect(figures.dev.count == 20 && figures.dev.majority == 0.5)
    #expect(figures.test?.count == 20 && figures.test?.majority == 0.5)
  }

  @Test("--test none keeps a tenth for training and gives null; so does --dev alone")
  func noTest() throws {
    let none = try small.train("--test", "none", "--json")
    #expect(none.standardOutput.hasSuffix("\"test\":null}\n"))
    #expect(none.standardError.contains(": by label and seed 1, 180 texts train, 20 are dev\n"))
    let text = try small.train("--test", "none", model: "text")
    #expect(text.standardOutput.contains("\ntest: none\n"))
    let dev = try small.train("--dev", "test.tsv", "--json", model: "dev")
    #expect(dev.standardOutput.hasSuffix("\"test\":null}\n"))
    #expect(try figures(dev).dev.count == 40)
    let both = try figures(small.train("--dev", "test.tsv", "--test", "test.tsv", "--json", model: "both"))
    #expect(both.test == both.dev)
  }

  @Test("standard input is a file like any other, but one alone")
  func standardInput() throws {
    #expect(try small.train("--test", "none").status == 0)
    let piped = try small.train("--test", "none", file: "-", model: "n", input: SmallTraining.reviews(200))
    #expect(piped.status == 0)
    #expect(piped.standardError.contains("standard input: by label and seed 1, 180 texts train"))
    #expect(try small.weights(of: "n") == small.weights(of: "m"))
    let twice = try small.train("--dev", "-", file: "-", model: "x", input: SmallTraining.reviews(200))
    #expect(twice.status == 64)
    #expect(
      twice.standardError
        == "Error: --train and --dev are all '-', but standard input can be read once; give files for the others\n")
    #expect(!small.exists("x"))
  }

  @Test("several classes, of which one is rare, have a row each in table and confusion")
  func severalClasses() throws {
    try small.folder.write(
      SmallTraining.reviews(90, labels: ["good", "bad", "fair"]) + "what a riot\todd\nwhat a lark\todd\nodd\todd\n",
      to: "classes.tsv")
    let outcome = try small.train("--test", "classes.tsv", "--dev", "classes.tsv", file: "classes.tsv")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let lines = outcome.standardOutput.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.contains { $0.first == "odd" && $0.count == 5 && $0.last == "3" })
    let heading = try #require(lines.firstIndex { $0 == ["bad", "fair", "good", "odd"] })
    let rows = lines[(heading + 1)...].prefix(4)
    #expect(rows.map { $0[0] } == ["bad", "fair", "good", "odd"])
    #expect(rows.map { $0.dropFirst().compactMap { Int($0) }.reduce(0, +) } == [30, 30, 30, 3])
  }

  @Test("--map-label renames labels in every file, and a name that no row has is said")
  func mapping() throws {
    try small.folder.write(SmallTraining.reviews(90, labels: ["good", "bad", "fair"]), to: "classes.tsv")
    let outcome = try small.train("--map-label", "fair=good", "--map-label", "poor=bad", file: "classes.tsv")
    #expect(outcome.status == 0)
    #expect(outcome.standardError.contains("classes.tsv: no row has the label \"poor\" that a mapping names\n"))
    #expect(try small.run("model", "show", "m", "--json").standardOutput.contains(#""labels":["bad","good"]"#))
    // evaluate has the mapping of the run only for its own test file.
    let again = try small.run("evaluate", "--model", "m", "--test", "classes.tsv", "--map-label", "fair=good")
    #expect(again.status == 0)
    for (text, message) in [
      ("fair", "Error: \"fair\" is no label mapping; OLD=NEW is expected, as in 0=negative\n"), ("=x", "Error: "),
    ] {
      let wrong = try small.train("--map-label", text, model: "x")
      #expect(wrong.status == 64 && wrong.standardError.hasSuffix(message) || wrong.standardError.contains(message))
    }
    #expect(!small.exists("x"))
  }

  @Test("--class-weights balanced is n / (classes · n of the class), and a file gives any")
  func classWeights() throws {
    // A quarter is bad: of 200 texts 120 good and 40 bad ones train.
    try small.folder.write(SmallTraining.reviews(200, labels: ["good", "good", "good", "bad"]), to: "skewed.tsv")
    try small.folder.write("good\t\(160.0 / 240)\nbad\t2\n", to: "weights.tsv")
    #expect(try small.train(file: "skewed.tsv", model: "plain").status == 0)
    #expect(try small.train("--class-weights", "balanced", file: "skewed.tsv", model: "balanced").status == 0)
    #expect(try small.train("--class-weights", "weights.tsv", file: "skewed.tsv", model: "file").status == 0)
    let balanced = try small.weights(of: "balanced")
    #expect(try small.weights(of: "file") == balanced)
    #expect(try small.weights(of: "plain") != balanced)
  }

  @Test(
    "class weights that are wrong are refused by line or label before anything is written",
    arguments: [
      ("good\t1\n", "w.tsv: the label \"bad\" has no weight; give each label a line"),
      ("good\t1\nbad\t-1\n", "w.tsv:2: found \"bad\t-1\"; expected a label of the training texts, a tab and a weight"),
      ("good\t1\nbad\tnan\n", "w.tsv:2: found "), ("good 1\nbad 1\n", "w.tsv:1: found "),
      ("good\t1\nugly\t1\nbad\t1\n", "w.tsv:2: found \"ugly\t1\""),
    ])
  func wrongClassWeights(content: String, message: String) throws {
    try small.folder.write(content, to: "w.tsv")
    let before = small.names()
    let outcome = try small.train("--class-weights", "w.tsv")
    #expect(outcome.status == 65)
    #expect(outcome.standardError.contains("Error: " + message), "\(outcome.standardError)")
    #expect(small.names() == before)
  }
}

// MARK: - What a run starts from
extension DataOptionsTests {
  @Test("--from-model starts from a model's weights and vocabulary, with a fresh optimiser")
  func fromModel() throws {
    #expect(try small.train("--epochs", "5").status == 0)
    let outcome = try small.train("--from-model", "m", "--learning-rate", "1e-9", "--json", model: "n")
    #expect(outcome.status == 0)
    #expect(
      outcome.standardError.contains("6 of 6 parameters start from the model given\n"), "\(outcome.standardError)")
    #expect(!outcome.standardError.contains("vocabulary:"))
    #expect(try small.folder.read("n/tokenizer.json") == small.folder.read("m/tokenizer.json"))
    #expect(try small.weights(of: "n") != small.weights(of: "m"))
    let answers = try ["m", "n"].map { try small.run("evaluate", "--model", $0, "--test", "test.tsv").standardOutput }
    #expect(answers[0] == answers[1])

    let partly = try small.train("--from-model", "m", "--hidden-width", "12", model: "partly")
    #expect(partly.status == 0 && partly.standardError.contains("3 of 6 parameters start"), "\(partly.standardError)")
    let renamed = try small.train("--from-model", "m", "--map-label", "good=awful", model: "renamed")
    #expect(renamed.status == 0 && renamed.standardError.contains("4 of 6 parameters start"))
    let both = try small.train("--from-model", "m", "--vocabulary", "m/tokenizer.json", model: "x")
    #expect(both.status == 64)
    #expect(
      both.standardError.hasSuffix(
        "Error: the model of --from-model brings its own vocabulary; leave --vocabulary or --from-model out\n"))
    #expect(!small.exists("x"))
  }

  @Test("--vocabulary takes a tokenizer as it is")
  func vocabulary() throws {
    #expect(try small.train().status == 0)
    let outcome = try small.train("--vocabulary", "m/tokenizer.json", "--vocabulary-size", "400", model: "n")
    #expect(outcome.status == 0 && !outcome.standardError.contains("vocabulary:"))
    #expect(try small.weights(of: "n") == small.weights(of: "m"))
    try small.folder.write("{}", to: "broken.json")
    let broken = try small.train("--vocabulary", "broken.json", model: "x")
    #expect(broken.status == 65 && broken.standardError.contains("broken.json"))
    #expect(!small.exists("x"))
  }

  @Test("--embeddings takes word vectors of every text form, and says how many tokens have one")
  func embeddings() throws {
    let words = ["film", "lovely", "dreadful", "absent"]
    let lines = words.enumerated().map { index, word in
      word + String(repeating: " \(Double(index) / 8)", count: 8) + "\n"
    }.joined()
    try small.folder.write(lines, to: "glove.txt")
    try small.folder.write("4 8\n" + lines, to: "word2vec.txt")
    // Words are tokens of their own only in a vocabulary that has room for them.
    let room = "--vocabulary-size=400"
    let first = try small.train("--embeddings", "glove.txt", room, model: "glove")
    #expect(first.status == 0, "\(first.standardError)")
    let note = try #require(
      first.standardError.firstMatch(
        of: #/glove.txt: ([0-9]+) of [0-9]+ tokens start from its 4 word vectors\n/#))
    #expect(try #require(Int(note.1)) >= 1)
    #expect(try small.train("--embeddings", "word2vec.txt", room, model: "word2vec").status == 0)
    #expect(try small.train(room, model: "plain").status == 0)
    #expect(try small.weights(of: "word2vec") == small.weights(of: "glove"))
    #expect(try small.weights(of: "plain") != small.weights(of: "glove"))
    let narrow = try small.train("--embeddings", "glove.txt", "--model-width", "9", model: "x")
    #expect(narrow.status == 65)
    #expect(narrow.standardError.contains("its vectors have 8 numbers; the model's embeddings are 9 wide"))
    try small.folder.write("absent 1 2 3 4 5 6 7 8\nfilm 1 2 3 4 5 6 7 many\n", to: "glove.txt")
    let broken = try small.train("--embeddings", "glove.txt", room, model: "x")
    #expect(broken.status == 65 && broken.standardError.contains("Error: glove.txt:2: "), "\(broken.standardError)")
    #expect(!small.exists("x"))
  }
}
