import Foundation
import TestSupport

/// The command in a folder of its own, with texts that any network learns in a moment.
///
/// `train.tsv` has 200 texts and `test.tsv` 40, half of them good and half bad.
struct SmallTraining {
  let command: CommandRunner
  let folder: TemporaryFolder

  /// A network of a few thousand numbers, and one epoch of 13 updates.
  static let settings = [
    "--architecture", "average", "--pair-buckets", "64", "--model-width", "8", "--hidden-width", "8",
    "--vocabulary-size", "300", "--batch-size", "16", "--epochs", "1", "--learning-rate", "0.02",
  ]

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write(Self.reviews(200), to: "train.tsv")
    try folder.write(Self.reviews(40), to: "test.tsv")
  }
}

// MARK: - Texts
extension SmallTraining {
  struct Review {
    let text: String
    let label: String
  }

  private static let nouns = ["film", "book", "hotel", "meal", "song"]
  private static let adjectives = ["good": "lovely", "bad": "dreadful", "fair": "passable"]

  /// Texts whose label stands in them.
  static func rows(_ count: Int, labels: [String] = ["good", "bad"]) -> [Review] {
    (0..<count).map { number in
      let label = labels[number % labels.count]
      let text = "a \(adjectives[label] ?? label) \(nouns[number % 5]), number \(number)"
      return Review(text: text, label: label)
    }
  }

  /// The rows as lines of `text TAB label`.
  static func reviews(_ count: Int, labels: [String] = ["good", "bad"]) -> String {
    rows(count, labels: labels).map { "\($0.text)\t\($0.label)\n" }.joined()
  }
}

// MARK: - Runs
extension SmallTraining {
  /// Runs the command in the folder.
  func run(_ words: String..., input: String = "") throws -> CommandRunner.Outcome { try run(words, input: input) }

  func run(
    _ words: [String], input: String = "", environment: [String: String?] = [:]
  ) throws -> CommandRunner.Outcome {
    try command.run(words, input: Data(input.utf8), environment: environment, directory: folder.path)
  }

  /// Trains with the small settings; later words win over them.
  func train(
    _ words: String..., file: String = "train.tsv", model: String = "m", input: String = "",
    environment: [String: String?] = [:]
  ) throws -> CommandRunner.Outcome {
    try run(Self.training(file, model) + words, input: input, environment: environment)
  }

  /// Starts to train and returns at once.
  func startTraining(_ words: String..., model: String) throws -> RunningCommand {
    try command.start(Self.training("train.tsv", model) + words, directory: folder.path)
  }

  private static func training(_ file: String, _ model: String) -> [String] {
    ["train-sentiment", "--train", file, "--model", model] + settings
  }
}

// MARK: - What is left
extension SmallTraining {
  func weights(of model: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path("\(model)/model.safetensors")))
  }

  /// The names in the folder, or in one below it; none where there is no such folder.
  func names(in place: String = ".") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(place))) ?? []).sorted()
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path(name)) }

  /// Every file below a folder with its bytes.
  func files(in place: String) throws -> [String: Data] {
    let root = folder.path(place)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      files[name] = FileManager.default.contents(atPath: root + "/" + name)
    }
    return files
  }
}
