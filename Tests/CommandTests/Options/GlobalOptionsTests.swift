import Foundation
import TestSupport
import Testing

@Suite("What every command takes")
struct GlobalOptionsTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  private static let escape = "\u{1B}"

  /// The members of one JSON object.
  private func members(_ text: String) throws -> [String: Any] {
    #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 1)
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let scoreKeys = [
    "accuracy", "classes", "confusion", "count", "macro_f1", "majority", "standard_error",
  ]

  @Test("--json is one object with the keys that programs rely on, and nothing else on standard output")
  func json() throws {
    let trained = try members(small.train("--json").standardOutput)
    #expect(
      trained.keys.sorted() == [
        "activation", "architecture", "dev", "epochs", "model", "parameters", "peak_memory_bytes", "seconds", "seed",
        "task", "test", "tokens_per_second", "updates",
      ])
    for part in ["dev", "test"] {
      #expect((trained[part] as? [String: Any])?.keys.sorted() == Self.scoreKeys)
    }
    let measured = try members(small.run("evaluate", "--model", "m", "--test", "test.tsv", "--json").standardOutput)
    #expect(measured.keys.sorted() == ["activation", "architecture", "model", "task", "test"])
    #expect((measured["test"] as? [String: Any])?.keys.sorted() == Self.scoreKeys)
    let shown = try members(small.run("model", "show", "m", "--json").standardOutput)
    #expect(Set(shown.keys).isSuperset(of: Set(trained.keys)))
    #expect(Set(shown.keys).subtracting(trained.keys) == ["labels", "settings", "validations", "vocabulary_size"])
  }

  @Test("--quiet writes results alone, --verbose more; neither changes a figure")
  func verbosity() throws {
    let plain = try small.train("--test", "test.tsv", model: "plain")
    let quiet = try small.train("--test", "test.tsv", "--quiet", model: "quiet")
    let verbose = try small.train("--test", "test.tsv", "--verbose", model: "verbose")
    #expect(quiet.standardError == "")
    #expect(plain.standardError.contains("epoch 1: "))
    #expect(verbose.standardError.contains("\nlearning-rate: 0.02\n"))
    #expect(!plain.standardError.contains("learning-rate"))
    func figures(_ outcome: CommandRunner.Outcome) -> [Substring] {
      outcome.standardOutput.split(separator: "\n").filter { !$0.contains("tokens/s") && !$0.hasPrefix("model:") }
    }
    #expect(figures(quiet) == figures(plain) && figures(verbose) == figures(plain))
    #expect(try small.weights(of: "quiet") == small.weights(of: "plain"))
    let error = try small.train("--quiet", file: "none.tsv")
    #expect(error.standardError == "Error: none.tsv: no such file\n")
    let evaluated = try small.run("evaluate", "--model", "plain", "--test", "test.tsv", "--quiet")
    #expect(evaluated.status == 0 && evaluated.standardError == "")
  }

  @Test(
    "the locale changes no figure, also of texts with letters of its own", arguments: ["C", "tr_TR.UTF-8", "", nil])
  func locale(name: String?) throws {
    let texts = SmallTraining.rows(120).map { "DIŞ \($0.text) İYİ I ÉTÉ ß\t\($0.label)\n" }.joined()
    try small.folder.write(texts, to: "train.tsv")
    let other: [String: String?] = [
      "LC_ALL": name, "LANG": name, "LC_CTYPE": name, "LC_NUMERIC": name, "LANGUAGE": name,
    ]
    let english: [String: String?] = ["LC_ALL": "en_US.UTF-8", "LANG": "en_US.UTF-8"]
    #expect(try small.train("--quiet", model: "a", environment: english).status == 0)
    #expect(try small.train("--quiet", model: "b", environment: other).status == 0)
    for part in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
      #expect(try small.folder.read(bytes: "a/\(part)") == small.folder.read(bytes: "b/\(part)"), "\(part)")
    }
    let evaluation = ["evaluate", "--model", "a", "--test", "train.tsv", "--json"]
    #expect(
      try small.run(evaluation, environment: other).standardOutput
        == small.run(evaluation, environment: english).standardOutput)
    let missing = try small.run(["classify", "--model", "a", "none.txt"], environment: other)
    #expect(missing.standardError == "Error: none.txt: no such file\n")
  }
}

// MARK: - On a terminal
extension GlobalOptionsTests {
  static let hasTerminalTool = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  /// What a terminal of 80 columns shows of a command.
  private func onTerminal(_ words: [String], environment: [String: String?] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    let line = ([small.command.binary] + words).map { "'\($0)'" }.joined(separator: " ")
    process.arguments = ["-q", "-e", "-c", line, "/dev/null"]
    process.currentDirectoryURL = URL(fileURLWithPath: small.folder.path)
    var variables = ProcessInfo.processInfo.environment
    variables["TERM"] = "xterm"
    variables["NO_COLOR"] = nil
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let shown = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return shown
  }

  private var training: [String] {
    ["train-sentiment", "--train", "train.tsv", "--model", "m", "--force"] + SmallTraining.settings
  }

  @Test(
    "progress is one live line on a terminal alone, and --no-progress or --quiet takes it away",
    .enabled(if: hasTerminalTool, "skipped: there is no 'script' to make a terminal"))
  func progress() throws {
    let live = try onTerminal(training)
    #expect(live.contains("\r\(Self.escape)[K"))
    #expect(live.contains("epoch 1/1, update 1/10, loss "), "\(live)")
    let messages = try onTerminal(training + ["--no-progress"])
    #expect(!messages.contains(Self.escape) && messages.contains("epoch 1: "))
    #expect(try !onTerminal(training + ["--quiet"]).contains(Self.escape))
    #expect(try !onTerminal(training, environment: ["TERM": "dumb"]).contains(Self.escape))
    let piped = try small.run(training)
    #expect(!piped.standardError.contains(Self.escape) && !piped.standardError.contains("\r"))
  }

  @Test(
    "an error is red on a terminal unless NO_COLOR says otherwise, and never in a pipe",
    .enabled(if: hasTerminalTool, "skipped: there is no 'script' to make a terminal"))
  func color() throws {
    let words = ["classify", "--model", "none"]
    #expect(try onTerminal(words) == "\(Self.escape)[1;31mError:\(Self.escape)[0m none: no such folder\r\n")
    #expect(try onTerminal(words, environment: ["NO_COLOR": "1"]) == "Error: none: no such folder\r\n")
    #expect(try onTerminal(words, environment: ["NO_COLOR": ""]).contains(Self.escape))
    #expect(try small.run(words).standardError == "Error: none: no such folder\n")
  }

  @Test("the memory that is reported is the run's own, not that of whoever started it")
  func ownMemory() throws {
    let size = 400_000_000
    let held = [UInt8](repeating: 1, count: size)
    let outcome = try small.train("--json")
    let peak = try #require(
      outcome.standardOutput.firstMatch(of: #/"peak_memory_bytes":([0-9]+)/#).flatMap { Int($0.1) })
    #expect(peak > 1_000_000 && peak < held.count)
  }
}
