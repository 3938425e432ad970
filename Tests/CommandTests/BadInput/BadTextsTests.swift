import Foundation
import TestSupport
import Testing

/// One message that names the thing and the way out, the right status, and nothing half-written.
@Suite("Training texts that are no such thing")
struct BadTextsTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  /// A file and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let content: Data
    let status: Int32
    let message: String

    init(_ name: String, _ content: String, _ message: String, status: Int32 = 65) {
      self.init(name, Data(content.utf8), message, status: status)
    }

    init(_ name: String, _ content: Data, _ message: String, status: Int32 = 65) {
      (self.name, self.content, self.status, self.message) = (name, content, status, message)
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case("empty.tsv", "", "empty.tsv: is empty; rows of a text and a label are expected"),
    Case("blank.tsv", "\n\n\n", "blank.tsv: is empty; rows of a text and a label are expected"),
    Case("header.tsv", "text\tlabel\n", "header.tsv: holds a header and no row"),
    Case(
      "few.tsv", "a good film\tgood\nno label here\na bad one\tbad\n",
      "few.tsv:2: 1 column found where 2 are expected"),
    Case(
      "many.tsv", "a good film\tgood\na bad one\tbad\na\ttab\tgood\n",
      "many.tsv:3: 3 columns found where 2 are expected; is a separator inside the text, which then needs quotation "
        + "marks?"),
    Case(
      "nolabel.tsv", "text\tlabel\na good film\tgood\na film\t\nx\tbad\n",
      "nolabel.tsv:3: the label is empty; each row needs one"),
    Case(
      "one.tsv", "a\tgood\nb\tgood\nc\tgood\n",
      "one.tsv: all 3 rows have the label \"good\"; two different labels at least are expected"),
    Case(
      "open.csv", "text,label\n\"a good film,good\na bad one,bad\n",
      "open.csv:2: a field opens with a quotation mark that nothing closes"),
    Case(
      "broken.jsonl", "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":\"b\",\n",
      "broken.jsonl:2: is not JSON from byte 13 on (the text ends too soon); one object a line is expected"),
    Case(
      "latin.tsv", Data("a fine film\tgood\nna".utf8) + Data([0xEF]) + Data("ve\tbad\nx\tgood\n".utf8),
      "latin.tsv:2: byte 3 is not UTF-8; convert the file, or say --lossy to replace such bytes"),
    Case(
      "wide.tsv", Data([0xFF, 0xFE, 0x61, 0x00, 0x09, 0x00]),
      "wide.tsv:1: is UTF-16; convert it to UTF-8, as with iconv -f UTF-16 -t UTF-8"),
    Case(
      "cut.gz", Data([0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0x54]),
      "cut.gz: the compressed data is damaged or cut short (truncated gzip input); fetch or compress it again"),
  ]

  @Test("a file that is wrong in itself ends with its name, its line and the way out", arguments: cases)
  func files(example: Case) throws {
    try small.folder.write(example.content, to: example.name)
    let before = small.names()
    // Any of the three may be it; only the columns of a header are told before a fault further down.
    for words in [["--train", example.name], ["--train", "train.tsv", "--dev", example.name]] {
      let outcome = try small.run(["train-sentiment", "--model", "m"] + SmallTraining.settings + words)
      let said = outcome.standardError.split(separator: "\n")
      if example.name == "one.tsv", words.contains("--dev") {
        #expect(outcome.status == 0, "one class is enough for held-out texts: \(outcome.standardError)")
        continue
      }
      #expect(outcome.status == example.status)
      #expect(said.last.map(String.init) == "Error: " + example.message)
      #expect(said.count { $0.hasPrefix("Error:") } == 1)
      #expect(outcome.standardOutput == "")
      #expect(small.names() == before)
    }
  }

  @Test("a missing file is status 66 by its name, whichever it is")
  func missing() throws {
    let before = small.names()
    for option in ["--train", "--dev", "--test", "--class-weights", "--embeddings"] {
      let outcome = try small.train(option, "none.tsv")
      #expect(outcome.status == 66, "\(option)")
      #expect(outcome.standardError.hasSuffix("Error: none.tsv: no such file\n"), "\(outcome.standardError)")
      #expect(small.names() == before, "\(option)")
    }
    let model = try small.train("--from-model", "nowhere")
    #expect(model.status == 66 && model.standardError.hasSuffix("Error: nowhere: no such folder\n"))
    let folder = try small.train("--train", ".")
    #expect(folder.status == 66 && folder.standardError == "Error: .: is a folder; a file is expected\n")
    #expect(small.names() == before)
  }

  @Test("--lossy goes on where UTF-8 is broken, and counts, in training, evaluate and classify")
  func lossy() throws {
    let broken = Data("a lovely na".utf8) + Data([0xEF]) + Data("ve film\tgood\n".utf8)
    try small.folder.write(Data(SmallTraining.reviews(100).utf8) + broken + broken, to: "latin.tsv")
    let trained = try small.train("--lossy", file: "latin.tsv")
    #expect(trained.status == 0)
    #expect(trained.standardError.contains("latin.tsv: 2 invalid UTF-8 sequences replaced\n"))
    let measured = try small.run("evaluate", "--model", "m", "--test", "latin.tsv", "--lossy", "--json")
    #expect(measured.status == 0)
    #expect(measured.standardError.contains("latin.tsv: 2 invalid UTF-8 sequences replaced\n"))
    #expect(measured.standardOutput.contains(#""count":102"#))
    let answered = try small.run("classify", "--model", "m", "latin.tsv", "--lossy")
    #expect(answered.status == 0)
    #expect(answered.standardOutput.split(separator: "\n").count == 102)
    #expect(answered.standardError.contains("latin.tsv: 2 lines are not UTF-8"))
  }

  @Test("labels that a model does not know are refused at test time, with the mapping to say")
  func unknownLabels() throws {
    let numbered = SmallTraining.rows(40).map { "\($0.text)\t\($0.label == "good" ? "1" : "0")\n" }.joined()
    try small.folder.write(numbered, to: "numbered.tsv")
    let refusal =
      "Error: numbered.tsv: has labels \"0\", \"1\" that the model does not know; it knows \"bad\", \"good\"; "
      + "try --map-label 0=bad --map-label 1=good\n"
    let training = try small.train("--test", "numbered.tsv")
    #expect(training.status == 65 && training.standardError.hasSuffix(refusal), "\(training.standardError)")
    #expect(!small.exists("m"))
    #expect(try small.train("--test", "none").status == 0)
    let measured = try small.run("evaluate", "--model", "m", "--test", "numbered.tsv")
    #expect(measured.status == 65 && measured.standardError.hasSuffix(refusal), "\(measured.standardError)")
    let mapped = try small.run(
      "evaluate", "--model", "m", "--test", "numbered.tsv", "--map-label", "0=bad", "--map-label", "1=good", "--json")
    #expect(mapped.status == 0)
    #expect(
      try mapped.standardOutput == small.run("evaluate", "--model", "m", "--test", "test.tsv", "--json").standardOutput)
  }

  @Test("too few texts to hold any out are said to be all there is, and no test is made up")
  func fewTexts() throws {
    try small.folder.write(SmallTraining.reviews(4), to: "few.tsv")
    let outcome = try small.train("--json", file: "few.tsv")
    #expect(outcome.status == 0)
    #expect(
      outcome.standardError.contains(
        "few.tsv: too few texts to hold any out: all 4 train and are dev too, and none test\n"))
    let figures = try TrainingFigures(outcome.standardOutput)
    #expect(figures.test == nil && figures.dev.count == 4)
  }
}

// MARK: - A line without end
extension BadTextsTests {
  /// 100 MB without a line end, then the rest of a row or nothing.
  private func endlessLine(_ name: String, end: String) throws {
    let path = small.folder.path(name)
    try FileManager.default.copyItem(atPath: small.folder.path("train.tsv"), toPath: path)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    let part = Data(repeating: UInt8(ascii: "a"), count: 1 << 20)
    for _ in 0..<100 { try file.write(contentsOf: part) }
    try file.write(contentsOf: Data(end.utf8))
    try file.close()
  }

  @Test("a line of 100 MB that is no row is refused by its number")
  func endlessLineAlone() throws {
    try endlessLine("endless.tsv", end: "")
    let outcome = try small.train(file: "endless.tsv")
    #expect(outcome.status == 65)
    #expect(outcome.standardError.hasSuffix("Error: endless.tsv:201: 1 column found where 2 are expected\n"))
    #expect(!small.exists("m"))
  }

  @Test("a text of 100 MB is cut, said so, and takes no more memory than some copies of it")
  func endlessText() throws {
    try endlessLine("endless.tsv", end: "\tgood\n")
    let outcome = try small.train("--json", file: "endless.tsv")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(": 1 of "))
    #expect(outcome.standardError.contains(" texts are cut to 256 tokens\n"))
    let peak = try #require(
      outcome.standardOutput.firstMatch(of: #/"peak_memory_bytes":([0-9]+)/#).flatMap { Int($0.1) })
    #expect(peak < 1_000_000_000)
    let classified = try small.run("classify", "--model", "m", "endless.tsv", "--quiet")
    #expect(classified.status == 0)
    #expect(classified.standardOutput.split(separator: "\n").count == 201)
  }
}
