import Foundation
import TestSupport
import Testing

@Suite("The command as a whole")
struct GeneralTests {
  let command: CommandRunner

  init() throws { command = try CommandRunner() }

  /// Every sub-command, with the words that lead to it.
  static let subcommands = [
    [], ["train-sentiment"], ["classify"], ["evaluate"], ["model"], ["model", "show"],
    ["activations"], ["activations", "list"], ["activations", "table"], ["activations", "plot"],
    ["vocab"], ["vocab", "train"], ["vocab", "encode"], ["vocab", "decode"], ["vocab", "count"], ["vocab", "list"],
    ["vocab", "show"], ["score"], ["score", "bleu"], ["score", "chrf"], ["score", "ter"], ["score", "accuracy"],
  ]

  @Test("--version prints the version alone, within 30 ms")
  func version() throws {
    let times = try (0..<10).map { _ in
      let start = ContinuousClock.now
      let outcome = try command.run("--version")
      #expect(outcome.standardOutput == "0.1.0\n")
      #expect(outcome.status == 0)
      return ContinuousClock.now - start
    }
    // The best of ten: a busy machine must not fail the test. The runner itself adds a few milliseconds.
    #expect(try #require(times.min()) < .milliseconds(60))
  }

  @Test("every command has help with an example of itself", arguments: subcommands)
  func help(words: [String]) throws {
    let outcome = try command.run(words + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.standardError == "")
    let example = try #require(outcome.standardOutput.split(separator: "EXAMPLE: ").dropFirst().first)
    let lines = example.split(separator: " ").joined(separator: " ").split(separator: "\nUSAGE")[0]
    #expect(lines.contains((["serf-nlp"] + words).joined(separator: " ")))
  }

  @Test(
    "wrong usage exits with 64 and says what was meant, in two lines",
    arguments: [
      (
        ["activation"],
        "Error: Unexpected argument 'activation'. Did you mean 'activations'?\n  See 'serf-nlp --help'.\n"
      ),
      (
        ["activations", "tabel"],
        "Error: Unexpected argument 'tabel'. Did you mean 'table'?\n  See 'serf-nlp activations list --help'.\n"
      ),
      (
        ["activations", "plot", "--ouptut", "x.svg"],
        "Error: Unknown option '--ouptut'. Did you mean '--output'?\n  See 'serf-nlp activations plot --help'.\n"
      ),
      (
        ["train-sentiment", "--learning_rate", "1"],
        "Error: Unknown option '--learning_rate'. Did you mean '--learning-rate'?\n"
          + "  See 'serf-nlp train-sentiment --help'.\n"
      ),
      (
        ["--json", "activations"],
        "Error: Unknown option '--json'. Options stand after the sub-command\n  See 'serf-nlp --help'.\n"
      ),
      (
        ["activations", "table"],
        "Error: Missing expected argument '<name>'\n  See 'serf-nlp activations table --help'.\n"
      ),
      (
        ["activations", "--quiet", "--verbose"],
        "Error: --quiet and --verbose say opposite things; give one of them\n  See 'serf-nlp activations list --help'.\n"
      ),
    ])
  func wrongUsage(words: [String], message: String) throws {
    let outcome = try command.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.standardOutput == "")
    #expect(outcome.standardError == message)
  }

  @Test("a completion script is there for each shell", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let outcome = try command.run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    #expect(outcome.standardOutput.contains("train-sentiment"))
  }

  @Test("a full disk is status 74, with the reason")
  func fullDisk() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "exec \"$0\" activations >/dev/full", command.binary]
    let pipe = Pipe()
    shell.standardError = pipe
    try shell.run()
    let message = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 74)
    #expect(message == "Error: standard output: writing failed (No space left on device)\n")
  }

  @Test("the locale changes nothing", arguments: ["C", "de_DE.UTF-8", "tr_TR.UTF-8", nil])
  func locale(name: String?) throws {
    let words = ["activations", "table", "serf", "--json"]
    let plain = try command.run(words)
    let other = try command.run(words, environment: ["LC_ALL": name, "LANG": name, "LC_NUMERIC": name])
    #expect(other.standardOutput == plain.standardOutput)
    #expect(other.status == 0)
  }
}
