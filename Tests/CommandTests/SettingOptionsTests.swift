import Foundation
import SerfSettings
import TestSupport
import Testing

@Suite("Settings on the command line")
struct SettingOptionsTests {
  let command: CommandRunner

  init() throws { command = try CommandRunner() }

  /// A value that is allowed and not the standard one.
  private static func otherText(for setting: any AnySetting) -> String {
    switch (setting.standardScalar, setting.allowed) {
    case (.text(let standard), .choices(let names)): names.first { $0 != standard } ?? standard
    case (.text, _), (.texts, _): "other"
    case (.flag(let isOn), _): isOn ? "false" : "true"
    case (.integer(let value), _): String(value + 1)
    case (.number(let value), _): String(value == 0.25 ? 0.5 : 0.25)
    // A text where any will do, else a number, or a share.
    case (.absent, _): ["other", "3"].first { (try? setting.scalar(reading: $0)) != nil } ?? "0.5"
    }
  }

  /// Each task's command with its settings.
  private static let lists = [
    ("train-sentiment", SentimentSettings.list), ("train-entailment", EntailmentSettings.list),
  ]

  @Test("the help has every setting with its help, and no option that is neither setting nor known", arguments: [0, 1])
  func helpAndListAgree(task: Int) throws {
    let (name, list) = Self.lists[task]
    let help = try command.run([name, "--help"], environment: ["COLUMNS": "10000"]).standardOutput
    let flat = help.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for setting in list.settings {
      let place = try #require(
        flat.firstIndex { $0.hasPrefix("--\(setting.name) ") || $0.hasPrefix("--\(setting.name)/") })
      #expect(flat[place...].prefix(2).joined(separator: " ").contains(setting.help), "\(setting.name)")
    }
    let options = flat.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2).prefix { $0 != " " && $0 != "/" }) }
    let others = [
      "tune-minutes", "resume", "force", "config", "set", "show-settings", "json", "quiet", "verbose", "no-progress",
      "version",
    ]
    #expect(Set(options) == Set(list.names + others))
  }

  @Test("every setting is heard as an option, through --set and in a file", arguments: SentimentSettings.list.names)
  func everyWay(name: String) throws {
    let folder = try TemporaryFolder()
    let setting = try SentimentSettings.list.setting(named: name)
    let text = Self.otherText(for: setting)
    var expected = Settings(SentimentSettings.list)
    try expected.set(name, text)
    try expected.preferDefaults(of: SentimentSettings.self)
    if !["train", "from-model", "vocabulary", "vocabulary-size"].contains(name) {
      try expected.prefer("vocabulary", "reviews-en")
    }
    try folder.write("\(name): \(text)\n", to: "run.yaml")
    let option =
      if case .flag = setting.standardScalar { [text == "true" ? "--\(name)" : "--no-\(name)"] } else {
        ["--\(name)", text]
      }
    for words in [option, ["--set", "\(name)=\(text)"], ["--config", "run.yaml"]] {
      let outcome = try command.run(["train-sentiment", "--show-settings"] + words, directory: folder.path)
      #expect(outcome.status == 0, "\(words) \(outcome.standardError)")
      #expect(outcome.standardOutput == expected.yaml(), "\(words)")
    }
  }

  @Test("so is every setting of entailment", arguments: EntailmentSettings.list.names)
  func everyWayOfEntailment(name: String) throws {
    let folder = try TemporaryFolder()
    let setting = try EntailmentSettings.list.setting(named: name)
    let text = Self.otherText(for: setting)
    var expected = Settings(EntailmentSettings.list)
    try expected.set(name, text)
    try expected.preferDefaults(of: EntailmentSettings.self)
    try folder.write("\(name): \(text)\n", to: "run.yaml")
    let option =
      if case .flag = setting.standardScalar { [text == "true" ? "--\(name)" : "--no-\(name)"] } else {
        ["--\(name)", text]
      }
    for words in [option, ["--config", "run.yaml"]] {
      let outcome = try command.run(["train-entailment", "--show-settings"] + words, directory: folder.path)
      #expect(outcome.status == 0, "\(words) \(outcome.standardError)")
      #expect(outcome.standardOutput == expected.yaml(), "\(words)")
    }
  }

  @Test("an option wins over --set, and --set over the file")
  func layers() throws {
    let folder = try TemporaryFolder()
    try folder.write("epochs: 3\nseed: 3\nheads: 3\n", to: "run.yaml")
    let outcome = try command.run(
      "train-sentiment", "--show-settings", "--epochs", "5", "--set", "epochs=4", "--set", "seed=4", "--config",
      "run.yaml", directory: folder.path)
    let lines = outcome.standardOutput.split(separator: "\n")
    #expect(lines.contains("epochs: 5") && lines.contains("seed: 4") && lines.contains("heads: 3"))
  }

  @Test("what --show-settings prints repeats itself through --config")
  func fixedPoint() throws {
    let words = ["train-sentiment", "--show-settings", "--architecture", "transformer", "--map-label", "a=b"]
    let first = try command.run(words)
    let again = try command.run("train-sentiment", "--show-settings", "--config", "-", input: first.standardOutput)
    #expect(again.standardOutput == first.standardOutput)
    #expect(again.status == 0)
  }

  @Test(
    "a setting that is refused says so with the status of its origin",
    arguments: [
      (
        ["--epochs", "0"], 64,
        "Error: The value '0' is invalid for '--epochs <count>': epochs is '0'; expected a whole number of 1 or more\n"
      ),
      (["--set", "epoch=3"], 64, "Error: there is no setting 'epoch'; did you mean 'epochs'?\n"),
      (["--set", "epochs"], 64, "Error: 'epochs' is no assignment; expected name=value, as in learning-rate=0.001\n"),
      (["--config", "bad.yaml"], 65, "Error: bad.yaml, line 2: epochs is 'x'; expected a whole number of 1 or more\n"),
      (["--config", "latin.yaml"], 65, "Error: latin.yaml, line 2: this is not UTF-8; expected UTF-8 text\n"),
      (["--config", "none.yaml"], 66, "Error: none.yaml: no such file\n"),
      (["--config", "."], 66, "Error: .: is a folder; a file is expected\n"),
      (["--resume", "--force"], 64, "Error: --resume goes on and --force starts anew; give one of them\n"),
    ] as [([String], Int32, String)])
  func refusals(words: [String], status: Int32, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("seed: 1\nepochs: x\n", to: "bad.yaml")
    try folder.write(Data("seed: 1\ntrain: caf".utf8) + Data([0xE9, 0x0A]), to: "latin.yaml")
    let outcome = try command.run(["train-sentiment", "--show-settings"] + words, directory: folder.path)
    #expect(outcome.status == status)
    #expect(outcome.standardError.hasPrefix(message), "\(outcome.standardError)")
    #expect(outcome.standardOutput == "")
  }
}
