import Foundation
import SerfData
import SerfStorage
import TestSupport
import Testing

/// What can be wrong with a file, and the whole message.
@Suite struct BadInputTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  struct Case: Sendable, CustomTestStringConvertible {
    var name = "a.tsv"
    let content: String
    var format: TextFormat?
    var text: String?
    var label: String?
    let code: DataError.Code
    var line: Int?
    /// The message without the path and the line.
    let message: String
    var testDescription: String { message }
  }

  static let cases = [
    Case(content: "", code: .empty, message: "is empty; rows of a text and a label are expected"),
    Case(content: "\n\n", code: .empty, message: "is empty; rows of a text and a label are expected"),
    Case(content: "text\tlabel\n", code: .empty, message: "holds a header and no row"),
    Case(
      name: "a.txt", content: "just words\n", code: .unclear, line: 1,
      message: "found \"just words\"; expected columns with tabs (TSV) or commas (CSV) between, JSON objects, or "
        + "__label__ lines"),
    Case(
      content: "just words\n", code: .malformedRow, line: 1, message: "1 column found where 2 are expected"),
    Case(
      content: "\n\njust words\n", code: .malformedRow, line: 3, message: "1 column found where 2 are expected"),
    Case(
      name: "a.csv", content: "\"text\" x,label\na,b\n", code: .malformedRow, line: 1,
      message:
        "text after a closing quotation mark; expected a separator or the end of the line (a quotation mark inside "
        + "a quoted field is written twice)"),
    Case(
      name: "a.csv", content: "\"text,label\na,b\n", code: .malformedRow, line: 1,
      message: "a field opens with a quotation mark that nothing closes"),
    Case(
      content: "text\tlabel\nfine\t1\n\ndull\n", code: .malformedRow, line: 4,
      message: "1 column found where 2 are expected"),
    Case(
      content: "text\tlabel\nfine\tfilm\t1\n", code: .malformedRow, line: 2,
      message: "3 columns found where 2 are expected; is a separator inside the text, which then needs quotation marks?"
    ),
    Case(
      content: "text\tlabel\nfine\t \n", code: .malformedRow, line: 2,
      message: "the label is empty; each row needs one"),
    Case(
      content: "text\tlabel\nfine\t" + String(repeating: "x", count: 1001) + "\n", code: .malformedRow, line: 2,
      message: "the label is 1001 bytes long, which is more than 1000; is it the text? Say --label-column"),
    Case(
      name: "a.csv", content: "text,label\n\"fine\n,1\n", code: .malformedRow, line: 2,
      message: "a field opens with a quotation mark that nothing closes"),
    Case(
      name: "a.csv", content: "text,label\nx,1\n\"fine\nfilm\" x,1\n", code: .malformedRow, line: 4,
      message:
        "text after a closing quotation mark; expected a separator or the end of the line (a quotation mark inside "
        + "a quoted field is written twice)"),
    Case(
      content: "text\tlabel\nfine\t1\n", text: "body", code: .noSuchColumn, line: 1,
      message: "has no column \"body\" for the text; its columns are \"text\", \"label\""),
    Case(
      content: "text\tlabel\nfine\t1\n", label: "3", code: .noSuchColumn, line: 1,
      message: "has no column 3 for the label; its columns are \"text\", \"label\""),
    Case(
      content: "text\tlabel\nfine\t1\n", text: "1", label: "TEXT", code: .noSuchColumn,
      message: "column text can't be both the text and the label"),
    Case(
      content: (0..<50).map { "a text of number \($0)\tanother one, \($0)\n" }.joined(), code: .unclear,
      message: "can't tell which column holds the label: no column has few different short values (columns: \"1\", "
        + "\"2\"); say --label-column"),
    Case(
      content: "x\ty\ta fine film\nx\tz\ta dull film\nw\ty\ta long film\n", code: .unclear,
      message: "can't tell which column holds the label: several have few different short values (columns: \"1\", "
        + "\"2\", \"3\"); say --label-column"),
    Case(
      name: "a.jsonl", content: "{\"text\":\"x\",\"label\":1}\n{\"text\":\"x\",}\n", code: .malformedRow, line: 2,
      message: "is not JSON from byte 13 on (a name in quotation marks is expected); one object a line is expected"),
    Case(
      name: "a.jsonl", content: "[1]\n", code: .malformedRow, line: 1,
      message: "found a list; one JSON object a line is expected"),
    Case(
      name: "a.jsonl", content: "{\"text\":\"x\",\"label\":1}\n{\"text\":\"x\"}\n", code: .malformedRow, line: 2,
      message: "the object has no member \"label\""),
    Case(
      name: "a.jsonl", content: "{\"text\":\"x\",\"label\":1}\n{\"text\":2,\"label\":1}\n", code: .malformedRow,
      line: 2,
      message: "\"text\" is a number; a string is expected"),
    Case(
      name: "a.jsonl", content: "{\"text\":\"x\",\"label\":1}\n{\"text\":\"x\",\"label\":null}\n", code: .malformedRow,
      line: 2, message: "\"label\" is null; a string or a number is expected"),
    Case(
      name: "a.jsonl", content: "{\"text\":\"x\",\"label\":1}\n", label: "2", code: .noSuchColumn,
      message: "holds JSON objects, whose members have names and no numbers; 2 was asked for"),
    Case(
      content: "__label__a x\n__label__a __label__b y\n", code: .malformedRow, line: 2,
      message: "several __label__ marks; one label a text is expected"),
    Case(
      content: "__label__a x\nno \u{1B}mark\n", format: .fastText, code: .malformedRow, line: 2,
      message: "found \"no \u{FFFD}mark\"; a line starts with __label__ and the label"),
    Case(
      content: "__label__ x\n", code: .malformedRow, line: 1, message: "the label is empty; each row needs one"),
    Case(
      content: "__label__a x\n", text: "1", code: .noSuchColumn,
      message: "has __label__ lines, which have no columns to choose; leave the column options out"),
  ]

  @Test("the message names file, line, what was found and what is expected", arguments: cases)
  func message(bad: Case) throws {
    let path = try folder.file(bad.name, bad.content)
    var options = ClassificationReader.Options()
    options.format = bad.format
    options.textColumn = bad.text.map { ColumnChoice($0) }
    options.labelColumn = bad.label.map { ColumnChoice($0) }
    let error = #expect(throws: DataError.self) { try ClassificationData(path: path, options: options) }
    #expect(error?.code == bad.code)
    #expect(error?.line == bad.line)
    #expect(error?.message == path + (bad.line.map { ":\($0)" } ?? "") + ": " + bad.message)
  }

  @Test("invalid UTF-8 stops with its line and byte, also far behind the sample")
  func invalidUTF8() throws {
    for rows in [1, 3000] {
      let good = String(repeating: "a fine film\tpos\n", count: rows)
      let path = try folder.file("a.tsv", Array(good.utf8) + [0x61, 0xE9, 0x20] + Array("\tneg\n".utf8))
      let error = #expect(throws: DataError.self) { try ClassificationData(path: path) }
      #expect(error?.code == .invalidText)
      #expect(
        error?.message
          == "\(path):\(rows + 1): byte 2 is not UTF-8; convert the file, or say --lossy to replace such bytes")
    }
  }

  @Test("UTF-16 is named")
  func utf16() throws {
    let path = try folder.file("a.tsv", [0xFF, 0xFE, 0x61, 0x00])
    let error = #expect(throws: DataError.self) { try ClassificationData(path: path) }
    #expect(
      error?.message == "\(path):1: is UTF-16; convert it to UTF-8, as with iconv -f UTF-16 -t UTF-8")
  }

  @Test("what the storage says is passed on, with its code")
  func storage() throws {
    let path = folder.path("none.tsv")
    let error = #expect(throws: DataError.self) { try ClassificationData(path: path) }
    #expect(error?.code == .storage)
    #expect(error?.cause?.code == .noSuchInput)
    #expect(error?.message == "\(path): no such file")
  }

  @Test(
    "huge lines of one character, and huge objects, are refused in time", .timeLimit(.minutes(1)),
    arguments: ["\t", ",", "\"", "{", "[", "__label__", "a\t"])
  func hugeLines(piece: String) throws {
    let path = try folder.file("huge", String(repeating: piece, count: 1_000_000))
    for format in TextFormat.allCases {
      var options = ClassificationReader.Options()
      options.format = format
      #expect(throws: DataError.self) { try ClassificationData(path: path, options: options) }
    }
  }

  @Test("an object of very many members is read in time", .timeLimit(.minutes(1)))
  func manyMembers() throws {
    let members = (0..<200_000).map { "\"m\($0)\":0," }.joined()
    let rows = "{\(members)\"text\":\"fine film\",\"label\":1}\n{\(members)\"text\":\"dull film\",\"label\":0}\n"
    #expect(try ClassificationData(path: folder.file("a.jsonl", rows)).rows.count == 2)
  }

  @Test("random bytes and random pieces of every format never trap", arguments: 0..<400)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "\t", ",", "\"", "\"\"", "\n", "\r\n", "{\"text\":\"", "\",\"label\":1}\n", "__label__", "text\tlabel\n", " ",
      "a", ";",
      "é", "\\ud800", "0", "\u{FEFF}", "\u{0}", "[", "}",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<(random.next() % 60) {
      let isNoise = random.next() % 8 == 0
      bytes += isNoise ? random.bytes(3) : Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
    }
    let path = try folder.file("noise", bytes)
    for format in TextFormat.allCases.map(Optional.some) + [nil] {
      var options = ClassificationReader.Options()
      options.format = format
      options.lossy = random.next() % 2 == 0
      options.labelColumn = random.next() % 4 == 0 ? .number(Int(random.next() % 4)) : nil
      options.textColumn = random.next() % 4 == 0 ? .name("text") : nil
      _ = try? ClassificationData(path: path, options: options)
    }
  }
}
