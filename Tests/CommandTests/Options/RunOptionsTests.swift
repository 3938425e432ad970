import Foundation
import TestSupport
import Testing

@Suite("Where a run goes, and how it is repeated, limited and gone on with")
struct RunOptionsTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  private func wait(for text: String, of running: RunningCommand) {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !running.standardErrorSoFar.contains(text), Date() < deadline { Thread.sleep(forTimeInterval: 0.001) }
  }

  /// A run of many epochs that Ctrl-C stopped after some.
  private func interrupted(_ words: String...) throws {
    let running = try small.command.start(
      ["train-sentiment", "--train", "train.tsv", "--model", "m"] + SmallTraining.settings
        + ["--epochs", "500", "--patience", "none"] + words, directory: small.folder.path)
    wait(for: "epoch 3:", of: running)
    running.interrupt()
    let outcome = running.finish()
    #expect(outcome.status == 130, "\(outcome.standardError)")
  }

  @Test(
    "the settings of a model repeat its run to the bit, whatever the number of workers",
    arguments: ["average", "bilstm", "transformer"])
  func repeated(architecture: String) throws {
    let words = [
      "--architecture", architecture, "--model-width", "8", "--feed-forward-width", "12", "--hidden-width", "5",
      "--heads", "2", "--vocabulary-size", "300", "--epochs", "2", "--max-updates", "9", "--seed", "7", "--set",
      "label-smoothing=0.1", "--average-checkpoints", "2",
    ]
    let first = try small.run(["train-sentiment", "--train", "train.tsv", "--model", "m", "--workers", "1"] + words)
    #expect(first.status == 0, "\(first.standardError)")
    for workers in ["2", "3"] {
      let again = try small.run(
        "train-sentiment", "--config", "m/settings.yaml", "--model", "n", "--workers", workers, "--force")
      #expect(again.status == 0, "\(again.standardError)")
      for part in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
        #expect(
          FileManager.default.contentsEqual(
            atPath: small.folder.path("m/\(part)"), andPath: small.folder.path("n/\(part)")), "\(part)")
      }
    }
  }

  @Test("an option wins over --set, and --set over --config, and the winner is what was trained and saved")
  func layers() throws {
    try small.folder.write("seed: 2\nactivation: relu\nlearning-rate: 0.5\n", to: "run.yaml")
    let outcome = try small.run(
      [
        "train-sentiment", "--train", "train.tsv", "--model", "m", "--config", "run.yaml", "--set", "seed=3", "--set",
        "activation=mish", "--json",
      ] + SmallTraining.settings + ["--activation", "tanh"])
    let figures = try TrainingFigures(outcome.standardOutput)
    #expect(figures.seed == 3 && figures.activation == "tanh")
    let saved = try small.folder.read("m/settings.yaml").split(separator: "\n")
    #expect(saved.contains("seed: 3") && saved.contains("activation: tanh") && saved.contains("learning-rate: 0.02"))
  }

  @Test("--max-minutes ends a run with its best model and the test, and adds up over --resume")
  func maxMinutes() throws {
    try interrupted("--max-minutes", "0.02", "--epochs", "1000000")
    let log = try small.folder.read("m/log.jsonl")
    let outcome = try small.run("train-sentiment", "--model", "m", "--resume", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    let figures = try TrainingFigures(outcome.standardOutput)
    #expect(figures.epochs < 1_000_000 && figures.test?.count == 20)
    let events = try small.folder.read("m/log.jsonl")
    #expect(events.hasPrefix(log))
    struct Event: Decodable { let seconds: Double }
    let seconds = try events.split(separator: "\n").map {
      try JSONDecoder().decode(Event.self, from: Data($0.utf8)).seconds
    }
    #expect(seconds == seconds.sorted())
    let last = try #require(seconds.last)
    #expect(last >= 0.02 * 60 && last < 30)
    #expect(figures.seconds <= last)
  }

  @Test("--max-updates ends in the middle of an epoch, with a validation")
  func maxUpdates() throws {
    let figures = try TrainingFigures(small.train("--max-updates", "3", "--epochs", "9", "--json").standardOutput)
    #expect(figures.updates == 3 && figures.test != nil)
  }

  @Test("--resume with nothing there starts at update 0 and says so, with the bits of a run without it")
  func nothingToResume() throws {
    #expect(try small.train(model: "plain").status == 0)
    let outcome = try small.train("--resume")
    #expect(outcome.status == 0)
    #expect(outcome.standardError.contains("m: there is no checkpoint to resume from; starting at update 0\n"))
    #expect(try small.weights(of: "m") == small.weights(of: "plain"))
    let bundled = try small.run(
      "train-sentiment", "--model", "b", "--resume", "--max-updates", "1", "--hidden-width", "4")
    #expect(bundled.status == 0)
    #expect(bundled.standardError.hasPrefix("no --train is given: training on the bundled reviews\n"))
  }

  @Test("--resume on a finished run prints the same figures, reads no data, and refuses to answer for other settings")
  func finished() throws {
    let first = try small.train("--json")
    let before = try small.files(in: "m")
    try FileManager.default.removeItem(atPath: small.folder.path("train.tsv"))
    let again = try small.train("--json", "--resume", "--workers", "3")
    #expect(again.status == 0 && again.standardOutput == first.standardOutput && again.standardError == "")
    let bare = try small.run("train-sentiment", "--model", "m", "--resume", "--json")
    #expect(bare.status == 0 && bare.standardOutput == first.standardOutput)
    let other = try small.train("--resume", "--activation", "relu", "--seed", "2")
    #expect(other.status == 64)
    #expect(
      other.standardError
        == "Error: the run to resume has other settings: activation is serf there, not relu; seed is 1 there, not 2. "
        + "Leave them out, or begin again with --force\n")
    #expect(try small.files(in: "m") == before)
  }

  @Test("--resume refuses what may not differ before any data is read")
  func resumedOtherwise() throws {
    try interrupted()
    let before = try small.files(in: "m")
    let outcome = try small.run(
      "train-sentiment", "--model", "m", "--resume", "--train", "gone.tsv", "--hidden-width", "9")
    #expect(outcome.status == 64)
    #expect(
      outcome.standardError
        == "Error: the run to resume has other settings: train is train.tsv there, not gone.tsv; hidden-width is 8 "
        + "there, not 9. Leave them out, or begin again with --force\n")
    #expect(try small.files(in: "m") == before)
    #expect(try small.train().status == 73)
  }

  @Test("a model or a run is not overwritten unasked; a foreign folder never; a file is no folder")
  func taken() throws {
    #expect(try small.train().status == 0)
    let before = try small.files(in: "m")
    let refused = try small.train()
    #expect(refused.status == 73)
    #expect(
      refused.standardError
        == "Error: m: holds a finished model already; say --resume or --force, or name another folder with --model\n")
    #expect(try small.files(in: "m") == before)
    #expect(try small.train("--force", "--seed", "2").status == 0)
    #expect(try small.files(in: "m") != before)

    try FileManager.default.createDirectory(atPath: small.folder.path("other"), withIntermediateDirectories: true)
    try small.folder.write("mine", to: "other/notes.txt")
    for words in [[], ["--force"], ["--resume"]] {
      let foreign = try small.run(
        ["train-sentiment", "--train", "train.tsv", "--model", "other"] + SmallTraining.settings + words)
      #expect(foreign.status == 73, "\(words)")
      #expect(
        foreign.standardError
          == "Error: other: is not empty and not a model of ours, so nothing is written there; name another folder "
          + "with --model\n")
    }
    #expect(small.names(in: "other") == ["notes.txt"])
    let file = try small.train(model: "train.tsv")
    #expect(file.status == 73)
    #expect(file.standardError == "Error: train.tsv: is a file; a folder is expected\n")
    #expect(try small.train(model: "/proc/none/m").status == 73)
  }

  @Test("an unknown activation, and heads that do not divide, are refused before any text is read")
  func wrongNetwork() throws {
    let activation = try small.train("--activation", "serff", file: "gone.tsv")
    #expect(activation.status == 64)
    #expect(activation.standardError.hasPrefix("Error: There is no activation 'serff'; did you mean 'serf'? Known: "))
    #expect(activation.standardError.split(separator: "\n").count == 1)
    let heads = try small.train("--architecture", "transformer", "--heads", "3", file: "gone.tsv")
    #expect(heads.status == 64)
    #expect(heads.standardError == "Error: heads is 3; expected is a divisor of the model width 8\n")
    let size = try small.train("--model-width", "65536", "--hidden-width", "65536", "--shards", "16")
    #expect(size.status == 64)
    let machine =
      #/Error: the network has [0-9]+ parameters, and training it takes [0-9]+ MiB of memory at least where /#
    #expect(size.standardError.contains(machine), "\(size.standardError)")
    #expect(small.names() == ["test.tsv", "train.tsv"])
  }

  @Test("an option without effect on the architecture is named; one that says the default, or has an effect, is not")
  func inVain() throws {
    let vain = try small.train("--heads", "2", "--embedding-dropout", "0.5")
    #expect(vain.status == 0)
    #expect(vain.standardError.contains("--heads has no effect on the architecture average\n"))
    #expect(vain.standardError.contains("--embedding-dropout has no effect on the architecture average\n"))
    #expect(!vain.standardError.contains("--pair-buckets has no effect"))
    let repeated = try small.run("train-sentiment", "--config", "m/settings.yaml", "--set", "heads=4", "--model", "n")
    #expect(repeated.status == 0)
    #expect(!repeated.standardError.contains("--heads"))
  }

  @Test("a run on the bundled texts is repeated by its settings, and gone on with, to the bit")
  func bundled() throws {
    let network = ["--architecture", "average", "--pair-buckets", "64", "--model-width", "8", "--hidden-width", "8"]
    let words = ["train-sentiment", "--epochs", "20", "--patience", "none"] + network
    let first = try small.run(words + ["--model", "m"])
    #expect(first.status == 0)
    #expect(first.standardError.hasPrefix("no --train is given: training on the bundled reviews\n"))
    #expect(!first.standardError.contains("vocabulary:"))
    #expect(try small.folder.read("m/settings.yaml").contains("\nvocabulary: reviews-en\n"))
    #expect(try small.run("train-sentiment", "--config", "m/settings.yaml", "--model", "n").status == 0)
    #expect(try small.weights(of: "n") == small.weights(of: "m"))

    let running = try small.command.start(words + ["--model", "cut"], directory: small.folder.path)
    wait(for: "epoch 2:", of: running)
    running.interrupt()
    #expect(running.finish().status == 130)
    let resumed = try small.run("train-sentiment", "--model", "cut", "--resume")
    #expect(resumed.status == 0, "\(resumed.standardError)")
    #expect(try small.weights(of: "cut") == small.weights(of: "m"))
    let own = try small.run(words + ["--model", "own", "--vocabulary-size", "500", "--max-updates", "1"])
    #expect(own.status == 0 && own.standardError.contains("vocabulary: 500 tokens learned"))
  }
}
