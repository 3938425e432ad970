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

  @Test("every architecture has a fusion that fits; one that does not is refused with the way out")
  func fusion() throws {
    for name in ["siamese-lstm", "siamese-transformer", "cross-attention", "cross-transformer"] {
      let outcome = try train(
        "--images", "images", "--architecture", name, "--max-updates", "1", "--force", "--heads", "1")
      #expect(outcome.status == 0 && !outcome.standardError.contains("--heads"), "\(outcome.standardError)")
    }
    let joint = try train(
      "--images", "images", "--architecture", "siamese-lstm", "--fusion", "cross-modal", "--force")
    #expect(joint.status == 64)
    #expect(
      joint.standardError.contains("say --architecture cross-transformer, or --fusion concatenation or gated\n"),
      "\(joint.standardError)")
  }

  @Test("help tells the defaults with pictures")
  func help() throws {
    let words = try run("train-entailment", "--help").standardOutput.split { $0 == " " || $0 == "\n" }
    let help = words.joined(separator: " ")
    for text in [
      "with --images cross-transformer)", "(default: text; with --images both)", "with --images constant)",
      "with --images 1000)", "cross-transformer concatenation)",
    ] {
      #expect(help.contains(text), "\(text)")
    }
  }

  @Test("a model of both is shown either half alone, by evaluate and by entail")
  func halves() throws {
    #expect(try train("--images", "images").status == 0)
    for half in ["text", "image"] {
      let figures = try run("evaluate", "--model", "m", "--modalities", half)
      #expect(figures.status == 0 && figures.standardOutput.hasPrefix("test: accuracy"), "\(figures.standardError)")
    }
    func answer(_ half: String, _ line: String) throws -> String {
      let outcome = try run("entail", "--model", "m", "--images", "images", "--modalities", half, input: line + "\n")
      #expect(outcome.status == 0, "\(outcome.standardError)")
      return outcome.standardOutput
    }
    #expect(try answer("text", "look\tit is black") == answer("text", "look\tit is black\tgone.png\tgone.png"))
    let pictures = "black.png\twhite.png"
    #expect(try answer("image", "a\tb\t\(pictures)") == answer("image", "look\tit is white\t\(pictures)"))
  }

  @Test("a damaged picture is named with its row, and the lines before it are answered")
  func damaged() throws {
    try folder.write("no picture", to: "images/bad.png")
    let rows = try folder.read("pairs.tsv").split(separator: "\n")
    let bad = "look\tit is black\tbad.png\twhite.png\tno"
    try folder.write((rows[..<6] + [bad[...]] + rows[6...]).joined(separator: "\n") + "\n", to: "bad.tsv")
    #expect(try train("--images", "images").status == 0)
    let evaluated = try run("evaluate", "--model", "m", "--images", "images", "--test", "bad.tsv")
    let reason = "images/bad.png: is no picture; PNG or JPEG is expected\n"
    #expect(evaluated.status == 65 && evaluated.standardError.hasSuffix("bad.tsv:7: \(reason)"))
    let lines = "look\tit is black\tblack.png\twhite.png\na\tb\tbad.png\twhite.png\na\tb\twhite.png\twhite.png\n"
    let answers = try run("entail", "--model", "m", "--images", "images", input: lines)
    #expect(answers.status == 65 && answers.standardError == "Error: standard input, line 2: \(reason)")
    #expect(answers.standardOutput.split(separator: "\n").count == 1)
    let trained = try command.run(
      ["train-entailment", "--train", "bad.tsv", "--images", "images", "--model", "n"], directory: folder.path)
    #expect(trained.status == 65 && trained.standardError.hasSuffix("bad.tsv:7: \(reason)"), "\(trained.standardError)")
  }

  @Test("the bundled pictures are found by their name, and the unseen part is measured again")
  func bundled() throws {
    let trained = try command.run(
      [
        "train-entailment", "--images", "bundled", "--model", "b", "--model-width", "8", "--feed-forward-width", "8",
        "--heads", "2", "--max-updates", "1",
      ], directory: folder.path)
    #expect(trained.status == 0, "\(trained.standardError)")
    let again = try run("evaluate", "--model", "b").standardOutput
    #expect(again.contains("; 900 pairs, ") && again.contains("\nunseen: ") && again.contains("; 450 pairs, "))
    #expect(try run("model", "show", "b").standardOutput.contains("\nunseen "))
    let line = "A drawing.\tThe red cross has it above it.\tscenes/970b.png\tshapes/970b.png\n"
    let answer = try run("entail", "--model", "b", "--images", "bundled", input: line)
    #expect(answer.status == 0, "\(answer.standardError)")
  }
}
