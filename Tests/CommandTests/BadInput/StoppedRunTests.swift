import Foundation
import TestSupport
import Testing

@Suite("A training run that is stopped half-way")
struct StoppedRunTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  /// Some hundred epochs, each of them some milliseconds.
  private static let long = ["--epochs", "600", "--patience", "none", "--test", "none", "--dropout", "0.5"]

  private func start(_ model: String, _ words: String...) throws -> RunningCommand {
    try small.command.start(
      ["train-sentiment", "--train", "train.tsv", "--model", model] + SmallTraining.settings + Self.long + words,
      directory: small.folder.path)
  }

  /// Waits until a run has said something, or has ended.
  private func wait(for text: String, of running: RunningCommand) {
    let deadline = Date(timeIntervalSinceNow: 60)
    while !running.standardErrorSoFar.contains(text), Date() < deadline { Thread.sleep(forTimeInterval: 0.001) }
  }

  @Test("a loss that is no number stops it, with the update and the tensor, and the last good checkpoint stays")
  func notFinite() throws {
    let outcome = try small.train(
      "--learning-rate", "1e30", "--clip-norm", "none", "--schedule", "constant", "--epochs", "5", "--json")
    #expect(outcome.status == 65)
    #expect(outcome.standardOutput == "")
    let message = try #require(outcome.standardError.split(separator: "\n").last)
    #expect(
      message
        == "Error: update 2: the gradient of words.weight has numbers that are not finite; the last good checkpoint is "
        + "kept. Try a smaller --learning-rate or --clip-norm, and begin again with --force")
    #expect(small.names(in: "m") == ["checkpoints"])
    #expect(try small.folder.read("m/checkpoints/current") == "000000\n")
    #expect(small.exists("m/checkpoints/000000/weights.safetensors"))
    #expect(try small.run("classify", "--model", "m", "test.tsv").status == 65)
    #expect(try small.train("--force").status == 0)
  }

  @Test("a loss that only the validation finds to be no number names the tensor too")
  func notFiniteAtValidation() throws {
    let outcome = try small.train(
      "--learning-rate", "1e38", "--clip-norm", "none", "--schedule", "constant", "--batch-size", "1000")
    #expect(outcome.status == 65)
    #expect(
      outcome.standardError.contains(
        #/Error: update 1: the loss is -?(nan|inf) on dev(, and the weights of [a-z._]+ have numbers that are not finite)?; the /#
      ), "\(outcome.standardError)")
    #expect(!small.exists("m/config.json"))
  }

  @Test("an older model survives a run by force that fails")
  func olderModel() throws {
    #expect(try small.train().status == 0)
    let weights = try small.weights(of: "m")
    #expect(try small.train("--force", "--learning-rate", "1e30", "--clip-norm", "none", "--epochs", "5").status == 65)
    #expect(try small.weights(of: "m") == weights)
    #expect(try small.run("classify", "--model", "m", "test.tsv").status == 0)
  }

  @Test("Ctrl-C is status 130 after a checkpoint, and killed at any moment a resumed run ends with the same bits")
  func killed() throws {
    let whole = try start("whole", "--quiet").finish()
    #expect(whole.status == 0, "\(whole.standardError)")

    let interrupted = try start("m")
    wait(for: "epoch 40:", of: interrupted)
    interrupted.interrupt()
    let stopped = interrupted.finish()
    #expect(stopped.status == 130)
    let message = try #require(
      stopped.standardError.firstMatch(
        of: #/Error: stopped after update ([0-9]+); a checkpoint is saved, go on with --resume --model m\n$/#))
    let update = try #require(Int(message.1))
    #expect(update >= 400)

    // The moments are drawn anew in each run of the tests: whatever they are, the bits must be the same.
    for workers in ["1", "2", "3", "2"] {
      let running = try small.command.start(
        ["train-sentiment", "--model", "m", "--resume", "--workers", workers], directory: small.folder.path)
      Thread.sleep(forTimeInterval: .random(in: 0...0.25))
      running.killAtOnce()
      let killed = running.finish()
      #expect(killed.status == -SIGKILL || killed.status == 0, "\(killed.standardError)")
    }
    let resumed = try small.run("train-sentiment", "--model", "m", "--resume", "--json")
    #expect(resumed.status == 0, "\(resumed.standardError)")
    #expect(resumed.standardError == "" || resumed.standardError.contains("resuming after update \(update)\n"))
    #expect(try small.weights(of: "m") == small.weights(of: "whole"))
    #expect(try small.folder.read("m/settings.yaml") == small.folder.read("whole/settings.yaml"))
    let left = try FileManager.default.subpathsOfDirectory(atPath: small.folder.path)
    #expect(!left.contains { $0.hasSuffix(".tmp") }, "\(left)")
  }

  @Test("it goes on with the texts that it began with, and with no others")
  func otherTexts() throws {
    let running = try start("m")
    wait(for: "epoch 3:", of: running)
    running.interrupt()
    #expect(running.finish().status == 130)
    let texts = try small.folder.read("train.tsv")
    try small.folder.write(texts.replacing("\t", with: " again\t", maxReplacements: 1), to: "train.tsv")
    let outcome = try small.run("train-sentiment", "--model", "m", "--resume")
    #expect(outcome.status == 65)
    #expect(
      outcome.standardError.hasSuffix(
        "Error: 'm' began with other training or dev texts than those of now, so it can't go on with these; bring the "
          + "files back as they were, or begin again with --force\n"), "\(outcome.standardError)")
    try small.folder.write(texts, to: "train.tsv")
    #expect(try small.run("train-sentiment", "--model", "m", "--resume").status == 0)
  }

  @Test("killed before its first checkpoint it starts again at update 0, and says so")
  func killedAtOnce() throws {
    for (model, delay) in [("a", 0.0), ("b", 0.01), ("c", 0.02), ("d", 0.03)] {
      let running = try start(model)
      Thread.sleep(forTimeInterval: delay)
      running.killAtOnce()
      _ = running.finish()
      let outcome = try small.train("--resume", model: model)
      // Killed after its first checkpoint, it has other settings than these.
      if outcome.status == 64 {
        #expect(outcome.standardError.contains("the run to resume has other settings: "))
      } else {
        #expect(outcome.status == 0, "\(outcome.standardError)")
        let note = "\(model): there is no checkpoint to resume from; starting at update 0\n"
        #expect(outcome.standardError.contains(note), "\(outcome.standardError)")
        #expect(try small.run("classify", "--model", model, "test.tsv").status == 0)
      }
    }
  }
}

// MARK: - A full disk
extension StoppedRunTests {
  /// Runs `body` with a small disk mounted on a folder; needs root.
  private func onSmallDisk(kilobytes: Int, _ body: (_ place: String) throws -> Void) throws {
    let place = small.folder.path("disk")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try #require(shell("mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(place)'") == 0)
    defer { _ = try? shell("umount -l '\(place)'") }
    try body(place)
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line + " 2>/dev/null"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Whether this user may mount a disk, which not every container allows even to root.
  static let canMount: Bool = {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "d=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs $d 2>/dev/null && umount $d; s=$?; rmdir $d; exit $s",
    ]
    guard getuid() == 0, (try? shell.run()) != nil else { return false }
    shell.waitUntilExit()
    return shell.terminationStatus == 0
  }()

  @Test(
    "a full disk is status 74, and nothing half-written is left",
    .enabled(if: canMount, "skipped: only root may mount a small disk"), arguments: [4, 40, 64, 88, 120, 160])
  func fullDisk(kilobytes: Int) throws {
    try onSmallDisk(kilobytes: kilobytes) { place in
      let outcome = try small.train("--model", place + "/m")
      if outcome.status == 0 {
        #expect(kilobytes > 100)
        #expect(try small.run("classify", "--model", place + "/m", "test.tsv").status == 0)
        return
      }
      #expect(outcome.status == 74, "\(outcome.standardError)")
      #expect(outcome.standardOutput == "")
      let message = try #require(outcome.standardError.split(separator: "\n").last)
      #expect(message.hasPrefix("Error: \(place)/m"), "\(message)")
      #expect(message.contains("free some space"), "\(message)")
      let left = try FileManager.default.subpathsOfDirectory(atPath: place)
      #expect(!left.contains { $0.hasSuffix(".tmp") || $0.contains(".new") }, "\(left)")
      // Either a run with a checkpoint to go on with, or nothing at all.
      #expect(left.isEmpty || left.contains("m/checkpoints/current"), "\(left)")
      #expect(!left.contains("m/config.json"))
    }
  }

  @Test(
    "a disk that fills up when the model is written keeps the older model, and the run can be resumed",
    .enabled(if: canMount, "skipped: only root may mount a small disk"))
  func fullDiskWithModel() throws {
    try onSmallDisk(kilobytes: 400) { place in
      let model = place + "/m"
      #expect(try small.train("--model", model).status == 0)
      let before = try Data(contentsOf: URL(fileURLWithPath: model + "/model.safetensors"))
      let learning = try small.command.start(
        ["train-sentiment", "--train", "train.tsv"] + SmallTraining.settings + Self.long
          + ["--seed", "2", "--model", model, "--force"], directory: small.folder.path)
      wait(for: "epoch 1:", of: learning)
      _ = try shell("cat /dev/zero > '\(place)/filler'")
      let outcome = learning.finish()
      #expect(outcome.status == 74, "\(outcome.standardError)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: model + "/model.safetensors")) == before)
      #expect(try small.run("classify", "--model", model, "test.tsv").status == 0)
      try FileManager.default.removeItem(atPath: place + "/filler")
      #expect(try small.run("train-sentiment", "--model", model, "--resume", "--quiet").status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: model + "/model.safetensors")) != before)
    }
  }
}
