import Foundation
import TestSupport

/// The command in a folder of its own, with sentence pairs in which each word has one translation.
///
/// `train.en` and `train.de` have 300 pairs, `dev` and `test` 30 each.
struct SmallTranslation {
  let command: CommandRunner
  let folder: TemporaryFolder

  /// A network of a few thousand numbers, and two epochs.
  static let settings = [
    "--layers", "1", "--model-width", "16", "--feed-forward-width", "16", "--heads", "2", "--vocabulary-size", "330",
    "--batch-tokens", "300", "--epochs", "2", "--learning-rate", "0.01", "--warmup", "5",
  ]

  private static let words = [
    ("red", "rot"), ("dog", "Hund"), ("cat", "Katze"), ("house", "Haus"), ("runs", "läuft"), ("here", "hier"),
  ]

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    for (name, count, first) in [("train", 300, 0), ("dev", 30, 1000), ("test", 30, 2000)] {
      let pairs = (first..<first + count).map(Self.pair)
      try folder.write(pairs.map { $0.0 + "\n" }.joined(), to: "\(name).en")
      try folder.write(pairs.map { $0.1 + "\n" }.joined(), to: "\(name).de")
    }
  }

  /// Two to four words that follow from the number.
  private static func pair(_ number: Int) -> (String, String) {
    let chosen = (0..<2 + number % 3).map { words[(number / (1 + $0 * $0) + 2 * $0) % words.count] }
    return (chosen.map(\.0).joined(separator: " "), chosen.map(\.1).joined(separator: " "))
  }
}

// MARK: - Runs
extension SmallTranslation {
  func run(_ words: String..., input: String = "") throws -> CommandRunner.Outcome { try run(words, input: input) }

  func run(_ words: [String], input: String = "") throws -> CommandRunner.Outcome {
    try command.run(words, input: Data(input.utf8), directory: folder.path)
  }

  /// Trains with the small settings; later words win over them.
  func train(_ words: String..., model: String = "m") throws -> CommandRunner.Outcome {
    try run(
      [
        "train-translation", "--source", "train.en", "--target", "train.de", "--dev-source", "dev.en", "--dev-target",
        "dev.de", "--test-source", "test.en", "--test-target", "test.de", "--model", model,
      ] + Self.settings + words)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path(name)) }
}
