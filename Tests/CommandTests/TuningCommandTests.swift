import Foundation
import TestSupport
import Testing

@Suite("--tune-minutes")
struct TuningCommandTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  /// Without a learning rate: that is what is to be found.
  private static let settings = Array(SmallTraining.settings.dropLast(2))

  private func tune(
    _ words: String..., minutes: String = "0.05", model: String = "m"
  ) throws -> CommandRunner.Outcome {
    try small.run(
      ["train-sentiment", "--train", "train.tsv", "--test", "test.tsv", "--model", model] + Self.settings
        + ["--tune-minutes", minutes] + words)
  }

  /// What `--json` says of the search.
  private struct Found: Decodable {
    struct Trial: Decodable {
      let trial: Int
      let settings: [String: Double]
      let dev: Double
    }
    let minutes: Double
    let metric: String
    let trials: [Trial]
    let chosen: Int?
  }

  private struct Summary: Decodable {
    struct Scores: Decodable { let accuracy: Double }
    let dev: Scores
    let tuning: Found
  }

  private func summary(_ outcome: CommandRunner.Outcome) throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: Data(outcome.standardOutput.utf8))
  }

  @Test("tries the defaults and draws on dev, trains with the best and has its dev figure, and says what it found")
  func found() throws {
    let outcome = try tune("--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let summary = try summary(outcome)
    let found = summary.tuning
    #expect(found.minutes == 0.05 && found.metric == "accuracy" && found.trials.count > 1)
    #expect(found.trials[0].trial == 1)
    for trial in found.trials { #expect(Set(trial.settings.keys) == ["learning-rate", "dropout"]) }
    let best = try #require(found.trials.first { $0.trial == found.chosen })
    #expect(found.trials.allSatisfy { $0.dev <= best.dev })
    // The same seed, texts and settings: the same model.
    #expect(summary.dev.accuracy == best.dev)
    let settings = try String(contentsOfFile: small.folder.path("m/settings.yaml"), encoding: .utf8)
    #expect(settings.contains("learning-rate: \(try #require(best.settings["learning-rate"]))"))
    #expect(outcome.standardError.contains("tuning for 3.0 s: learning-rate and dropout, the defaults first"))
    #expect(outcome.standardError.contains("tuned on dev: "))
    #expect(small.names().filter { !["m", "test.tsv", "train.tsv"].contains($0) }.isEmpty)
  }

  @Test("draws the same trials for the same seed, and others for another")
  func seeded() throws {
    func rates(_ seed: String, _ model: String) throws -> [Double?] {
      try summary(tune("--json", "--seed", seed, model: model)).tuning.trials.prefix(3).map {
        $0.settings["learning-rate"]
      }
    }
    let (first, again, other) = (try rates("1", "a"), try rates("1", "b"), try rates("2", "c"))
    #expect(first == again && first[0] == other[0] && first[1] != other[1])
  }

  @Test("leaves alone what is given")
  func given() throws {
    let found = try summary(tune("--json", "--learning-rate", "0.02")).tuning
    #expect(found.trials.allSatisfy { Array($0.settings.keys) == ["dropout"] })
  }

  @Test("without time for one trial the defaults stay, and it says so")
  func noTime() throws {
    let outcome = try tune("--epochs", "100000", "--patience", "none", "--max-minutes", "0.02", minutes: "0.005")
    #expect(outcome.standardError.contains("tuned nothing, the defaults stay: none ended in time"))
  }

  /// Everything that a user may get wrong: words, exit status, part of the message.
  static let faults: [(words: [String], status: Int32, message: String)] = [
    (["--tune-minutes", "0"], 64, "--tune-minutes is 0.0; expected a number above 0"),
    (["--tune-minutes=-1"], 64, "--tune-minutes is -1.0; expected a number above 0"),
    (["--tune-minutes", "nan"], 64, "--tune-minutes is nan; expected a number above 0"),
    (["--tune-minutes", "few"], 64, "'few'"),
    (
      ["--tune-minutes", "1", "--learning-rate", "0.01", "--dropout", "0"], 64,
      "there is nothing to tune: --learning-rate and --dropout are given; leave one out"
    ),
    (["--tune-minutes", "1", "--train", "-"], 64, "--train is '-', but tuning reads it once a trial; give a file"),
    (["--tune-minutes", "1", "--resume"], 64, "leave --tune-minutes out"),
    (["--tune-minutes", "1", "--activation", "serv"], 64, "serv"),
    (["--tune-minutes", "1", "--train", "none.tsv"], 66, "none.tsv: no such file"),
    (["--tune-minutes", "1", "--train", "bad.tsv"], 65, "bad.tsv"),
    (["--tune-minutes", "1", "--dev", "empty.tsv"], 65, "empty.tsv"),
  ]

  @Test("says what is wrong at once", arguments: faults)
  func refused(words: [String], status: Int32, message: String) throws {
    try small.folder.write("a text without a label\nanother\n", to: "bad.tsv")
    try small.folder.write("", to: "empty.tsv")
    let start = ContinuousClock.now
    let outcome = try small.run(
      ["train-sentiment"] + (words.contains("--train") ? [] : ["--train", "train.tsv"]) + words)
    #expect(outcome.status == status && outcome.standardError.contains(message), "\(outcome.standardError)")
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(!small.exists("sentiment-model"))
  }

  @Test("a model that exists is refused before the search")
  func exists() throws {
    #expect(try small.train().status == 0)
    let outcome = try tune(minutes: "5")
    #expect(outcome.status == 73 && outcome.standardError.contains("--force"))
  }

  @Test("tunes translation by BLEU and entailment by accuracy too")
  func otherTasks() throws {
    let translation = try SmallTranslation()
    let settings = SmallTranslation.settings.filter { !["--learning-rate", "0.01"].contains($0) }
    let outcome = try translation.run(
      ["train-translation", "--source", "train.en", "--target", "train.de", "--tune-minutes", "0.1"] + settings)
    #expect(outcome.status == 0 && outcome.standardError.contains("bleu"), "\(outcome.standardError)")
    let rows = (0..<60).map { "a dog runs \($0)\ta cat sleeps \($0)\t\(["neutral", "entailment"][$0 % 2])\n" }
    try small.folder.write("premise\thypothesis\tlabel\n" + rows.joined(), to: "pairs.tsv")
    let pairs = try small.run(
      "train-entailment", "--train", "pairs.tsv", "--model-width", "8", "--epochs", "1", "--vocabulary-size", "300",
      "--tune-minutes", "0.05")
    #expect(pairs.status == 0 && pairs.standardError.contains("accuracy"), "\(pairs.standardError)")
  }
}
