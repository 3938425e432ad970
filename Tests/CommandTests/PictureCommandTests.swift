import Foundation
import TestSupport
import Testing

@Suite("Captioned pictures on the command line")
struct PictureCommandTests {
  private let command: CommandRunner
  private let folder: TemporaryFolder

  /// The smallest PNG files of one pixel: black, and white.
  private static let pictures = [
    "black": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "white": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
  ]

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("images"), withIntermediateDirectories: true)
    for (name, base64) in Self.pictures {
      try folder.write(try #require(Data(base64Encoded: base64)), to: "images/\(name).png")
    }
    let rows = (0..<120).map { number in
      let (word, shown) = (number % 2 == 0 ? "black" : "white", number / 2 % 2 == 0 ? "black" : "white")
      return "look\tit is \(word)\t\(shown).png\twhite.png\t\(word == shown ? "yes" : "no")\n"
    }
    try folder.write("premise\thypothesis\timage_1\timage_2\tlabel\n" + rows.joined(), to: "pairs.tsv")
  }

  private func run(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(words, input: Data(input.utf8), directory: folder.path)
  }

  private func train(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(
      [
        "train-entailment", "--train", "pairs.tsv", "--dev", "pairs.tsv", "--test", "pairs.tsv", "--model", "m",
        "--image-size", "2", "--patch-size", "2", "--model-width", "8", "--feed-forward-width", "8", "--heads", "2",
        "--layers", "1", "--epochs", "1", "--vocabulary-size", "300",
      ] + words, directory: folder.path)
  }

  @Test("a model is trained, measured again, and answers lines with pictures")
  func wholeWay() throws {
    let outcome = try train("--images", "images", "--unseen", "pairs.tsv", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains(#""unseen":{"accuracy""#))
    #expect(outcome.standardOutput.contains(#""architecture":"cross-transformer""#))
    let again = try run("evaluate", "--model", "m", "--test", "pairs.tsv", "--images", "images", "--json")
    #expect(again.status == 0, "\(again.standardError)")
    // "test":{"accuracy":…, up to the first comma.
    let test = try #require(outcome.standardOutput.firstRange(of: #""test":{"accuracy":"#))
    #expect(again.standardOutput.contains(outcome.standardOutput[test.lowerBound...].prefix { $0 != "," }))
    let answer = try run(
      "entail", "--model", "m", "--images", "images", input: "look\tit is black\tblack.png\twhite.png\n")
    #expect(answer.status == 0 && answer.standardOutput.contains("\t0."), "\(answer.standardError)")
  }

  @Test("an experiment has figures of every part, and knows its pictures again")
  func experiment() throws {
    try folder.write(
      """
      task: entailment
      settings: {train: pairs.tsv, dev: pairs.tsv, test: pairs.tsv, unseen: pairs.tsv, images: images, image-size: 2,
        patch-size: 2, model-width: 8, feed-forward-width: 8, heads: 2, layers: 1, epochs: 1, vocabulary-size: 300}
      axes: {activation: [relu, serf]}
      seeds: 1
      test: none
      """, to: "study.yaml")
    // From elsewhere: --data is where pictures start from too.
    let elsewhere = try TemporaryFolder()
    func run() throws -> CommandRunner.Outcome {
      try command.run(
        ["experiment", "run", folder.path("study.yaml"), "--store", "a.sqlite"], directory: elsewhere.path)
    }
    #expect(try run().standardOutput == "2 of 2 cells are finished; trained now: 2\n")
    let rows = try command.run(
      ["experiment", "report", "--store", "a.sqlite", "--format", "csv"], directory: elsewhere.path
    ).standardOutput
    for part in ["dev", "test", "unseen"] { #expect(rows.contains("\(part)_accuracy"), "\(rows)") }
    let white = try #require(Self.pictures["white"].flatMap { Data(base64Encoded: $0) })
    try folder.write(white, to: "images/black.png")
    let changed = try run()
    #expect(changed.status == 65 && changed.standardError.contains("the file of 'images' is another"))
  }

  @Test("what is missing is named, with its line")
  func missing() throws {
    #expect(try train("--images", "images").status == 0)
    let noFolder = try run("evaluate", "--model", "m", "--test", "pairs.tsv")
    #expect(noFolder.status == 64 && noFolder.standardError.contains("say --images DIR"), "\(noFolder.standardError)")
    let line = try run("entail", "--model", "m", "--images", "images", input: "a\tb\tgone.png\twhite.png\n")
    #expect(line.status == 65 && line.standardError.contains(#"the picture "gone.png" is not in images"#))
    let short = try run("entail", "--model", "m", input: "a\tb\n")
    #expect(short.status == 65 && short.standardError.contains("2 columns found"))
    let other = try train("--images", "elsewhere", "--force")
    #expect(
      other.status == 65
        && other.standardError.contains(#"pairs.tsv:2: the picture "black.png" is not in elsewhere"#),
      "\(other.standardError)")
    let without = try train("--modalities", "both", "--force")
    #expect(without.status == 64 && without.standardError.contains("--images DIR"))
  }
}
