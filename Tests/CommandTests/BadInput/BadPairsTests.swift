import Foundation
import TestSupport
import Testing

@Suite("Bad input of translation")
struct BadPairsTests {
  let bench: SmallTranslation

  init() throws { bench = try SmallTranslation() }

  private func expect(
    _ outcome: CommandRunner.Outcome, status: Int32, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status, sourceLocation: sourceLocation)
    #expect(outcome.standardError.contains(message), "\(outcome.standardError)", sourceLocation: sourceLocation)
    #expect(outcome.standardOutput == "", sourceLocation: sourceLocation)
  }

  @Test("source and target of different length: both counts are said, and nothing is begun")
  func differentCounts() throws {
    try bench.folder.write("rot\nblau\n", to: "short.de")
    expect(
      try bench.train("--target", "short.de"), status: 65,
      "train.en has 300 lines and short.de 2; parallel files have as many")
    #expect(!bench.exists("m"))
  }

  @Test("empty lines are skipped in training, and counted")
  func emptyLines() throws {
    try bench.folder.write("a dog\n\nred\n" + bench.folder.read("train.en"), to: "gaps.en")
    try bench.folder.write("ein Hund\nleer\n\n" + bench.folder.read("train.de"), to: "gaps.de")
    let outcome = try bench.train("--source", "gaps.en", "--target", "gaps.de")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("2 of 303 pairs have an empty side and are skipped"))
  }

  @Test("what is not UTF-8 is refused with its line, in training and translating; --lossy goes on and counts")
  func encoding() throws {
    var bytes = try bench.folder.read(bytes: "train.en")
    bytes.replaceSubrange(0..<1, with: [0xE4])
    try bench.folder.write(bytes, to: "latin.en")
    expect(try bench.train("--source", "latin.en"), status: 65, "latin.en:1: byte 1 is not UTF-8")
    #expect(!bench.exists("m"))
    let lossy = try bench.train("--source", "latin.en", "--lossy")
    #expect(lossy.status == 0 && lossy.standardError.contains("1 sentence is not UTF-8"), "\(lossy.standardError)")
    expect(
      try bench.run("translate", "--model", "m", "latin.en"), status: 65,
      "latin.en, line 1: this is not UTF-8; expected UTF-8 text")
    let translated = try bench.run("translate", "--model", "m", "--lossy", "latin.en")
    #expect(translated.status == 0)
    #expect(translated.standardError.contains("1 line is not UTF-8"))
  }

  @Test("a line of 100,000 words is left out of training, and translated in parts")
  func endless() throws {
    let endless = String(repeating: "dog ", count: 100_000)
    try bench.folder.write(endless + "\n" + bench.folder.read("train.en"), to: "long.en")
    try bench.folder.write("Hund\n" + bench.folder.read("train.de"), to: "long.de")
    let outcome = try bench.train("--source", "long.en", "--target", "long.de")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains("1 of 301 pairs have over 256 tokens and are left out"))
    let translated = try bench.run("translate", "--model", "m", "--beam", "1", "--max-length", "2", input: endless)
    #expect(translated.status == 0 && translated.standardOutput.split(separator: "\n").count == 1)
  }

  @Test("a reference of another length is refused with both counts before anything is translated")
  func reference() throws {
    #expect(try bench.train().status == 0)
    expect(
      try bench.run("translate", "--model", "m", "test.en", "--reference", "train.de"), status: 65,
      "test.en has 30 lines and train.de 300; a reference has a line for each text")
    try bench.folder.write("", to: "empty.en")
    expect(
      try bench.run("translate", "--model", "m", "empty.en", "--reference", "empty.en"), status: 65,
      "there is no line to translate and score")
  }

  @Test("a model of another task is refused, and which it is is said, in both directions")
  func otherTask() throws {
    #expect(try bench.train().status == 0)
    expect(
      try bench.run("classify", "--model", "m", input: "a\n"), status: 65,
      "this is a model for translation; one for sentiment is expected")
    let sentiment = try SmallTraining()
    #expect(try sentiment.train().status == 0)
    expect(
      try bench.run("translate", "--model", sentiment.folder.path("m"), input: "a\n"), status: 65,
      "this is a model for sentiment; one for translation is expected")
  }

  @Test(
    "options that contradict each other are usage errors",
    arguments: [
      (["train-translation", "--source", "train.en"], "--source needs --target, its translations"),
      (["train-translation", "--target", "train.de"], "--target needs --source, what it translates"),
      (
        ["train-translation", "--train", "a.tsv", "--source", "train.en", "--target", "train.de"],
        "--train is in place of --source and --target"
      ),
      (["translate", "--beam", "0"], "--beam is 0; expected is 1 to 1000"),
      (["translate", "--nbest", "6"], "--nbest is 6; expected is 1 to 5, as many as --beam follows"),
      (["translate", "--sample", "--nbest", "0"], "--nbest is 0; expected is 1 to 1000"),
      (["translate", "--top-k", "5", "--seed", "1"], "--top-k, --seed without --sample has nothing to decide"),
      (["translate", "--sample", "--beam", "3"], "--beam looks for the most probable translations and --sample draws"),
      (["translate", "--sample", "--temperature", "0"], "--temperature is 0.0; expected is 0.001 to 1000"),
      (["translate", "--sample", "--top-k", "0"], "--top-k is 0; expected is 1 or more"),
      (["translate", "--sample", "--top-p", "1.5"], "--top-p is 1.5; expected is a share above 0, and 1 at most"),
      (["translate", "--no-repeat-ngram-size", "0"], "--no-repeat-ngram-size is 0; expected is 1 or more"),
      (["translate", "--max-length", "0"], "--max-length is 0; expected is 1 or more"),
      (["translate", "--reference", "-"], "--reference and the texts can't both be standard input"),
      (["train-translation", "--activation", "serv", "--source", "train.en", "--target", "train.de"], "serf"),
    ])
  func usage(words: [String], message: String) throws {
    let outcome = try bench.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
  }

  @Test("no such model, no such file")
  func missing() throws {
    #expect(try bench.run("translate", "--model", "none", input: "a\n").status == 66)
    let outcome = try bench.run("train-translation", "--source", "none.en", "--target", "train.de")
    #expect(outcome.status == 66 && outcome.standardError.contains("none.en"))
  }
}
