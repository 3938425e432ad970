import Foundation
import SerfData
import SerfStorage
import TestSupport
import Testing

@Suite struct ClassificationReaderTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func read(
    _ name: String, _ content: String, _ options: ClassificationReader.Options = .init()
  ) throws -> ClassificationData {
    try ClassificationData(path: folder.file(name, content), options: options)
  }

  private func options(
    format: TextFormat? = nil, text: String? = nil, label: String? = nil, lossy: Bool = false
  ) -> ClassificationReader.Options {
    var options = ClassificationReader.Options()
    options.format = format
    options.textColumn = text.map { ColumnChoice($0) }
    options.labelColumn = label.map { ColumnChoice($0) }
    options.lossy = lossy
    return options
  }

  /// Two rows, whatever they lay in.
  private let expected = [
    LabelledText(text: "a fine film", label: "pos"), LabelledText(text: "dull, and long", label: "neg"),
  ]

  struct Layout: Sendable, CustomTestStringConvertible {
    let name: String
    let content: String
    let note: String?
    var testDescription: String { content }
  }

  static let layouts = [
    Layout(
      name: "a.tsv", content: "text\tlabel\na fine film\tpos\ndull, and long\tneg\n",
      note: "the first row is a header; column \"text\" is text, column \"label\" is label"),
    Layout(
      name: "a.txt", content: "Sentiment\tid\tReview\r\npos\t1\ta fine film\r\nneg\t2\tdull, and long",
      note: "the first row is a header; column \"Review\" is text, column \"Sentiment\" is label"),
    Layout(
      name: "a.tsv", content: "a fine film\tpos\n\ndull, and long\tneg\n",
      note: "no header; column 1 is text, column 2 is label"),
    Layout(
      name: "a", content: "pos\ta fine film\nneg\tdull, and long\n",
      note: "no header; column 2 is text, column 1 is label"),
    Layout(
      name: "a.csv", content: "label,text\npos,a fine film\nneg,\"dull, and long\"\n",
      note: "the first row is a header; column \"text\" is text, column \"label\" is label"),
    Layout(
      name: "a.csv", content: "stars;comment\npos;a fine film\nneg;dull, and long\n",
      note: "the first row is a header; column \"comment\" is text, column \"stars\" is label"),
    Layout(
      name: "a.jsonl",
      content: "{\"id\":1,\"text\":\"a fine film\",\"label\":\"pos\"}\n"
        + "{\"label\":\"neg\",\"text\":\"dull, and long\"}\n",
      note: "column \"text\" is text, column \"label\" is label"),
    Layout(
      name: "a.json",
      content: "{\"words\":\"a fine film\",\"y\":\"pos\"}\n{\"words\":\"dull, and long\",\"y\":\"neg\"}\n",
      note: "column \"words\" is text, column \"y\" is label"),
    Layout(name: "a.txt", content: "__label__pos a fine film\n__label__neg dull, and long\n", note: nil),
    Layout(name: "a.txt", content: "a fine film __label__pos\ndull, and long __label__neg", note: nil),
  ]

  @Test("formats, headers and columns are found, and said", arguments: layouts)
  func found(layout: Layout) throws {
    // fastText lines with the label behind are only told when every line shows the mark, or by the option.
    let format: TextFormat? = layout.content.hasPrefix("a fine film __label__") ? .fastText : nil
    let data = try read(layout.name, layout.content, options(format: format))
    #expect(data.rows == expected)
    #expect(data.notes.last { $0.contains("column ") } == layout.note.map { "\(data.path): \($0)" })
  }

  @Test("columns are chosen by name in any case, by number, and against the usual names")
  func choice() throws {
    let table = "text\tlabel\tnote\tstars\nx\ta\ta fine film\tpos\ny\tb\tdull, and long\tneg\n"
    #expect(try read("a.tsv", table, options(text: "NOTE", label: "4")).rows == expected)
    #expect(try read("a.tsv", table, options(text: "3", label: "Stars")).rows == expected)
    #expect(try read("a.tsv", table).rows.map(\.label) == ["a", "b"])
    #expect(try read("a.tsv", table).notes.last?.hasSuffix("(not \"stars\"; --label-column chooses)") == true)
    let bare = "x\t1\ta fine film\tpos\ny\t2\tdull, and long\tneg\n"
    #expect(try read("a.tsv", bare, options(text: "3", label: "4")).rows == expected)
    let json = "{\"text\":\"x\",\"T\":\"a fine film\",\"l\":1}\n{\"text\":\"y\",\"T\":\"dull, and long\",\"l\":true}\n"
    #expect(try read("a.jsonl", json, options(text: "t", label: "l")).rows.map(\.label) == ["1", "true"])
  }

  @Test("a first row of unusual names over numbers is a header; over words it is not")
  func unusualHeader() throws {
    let numbers = "blurb_x\tverdict_y\nfine film\t1\ndull film\t0\ngood\t1\nbad\t0\n"
    #expect(try read("a.tsv", numbers).rows.count == 4)
    let words = "good one\tgood\nbad one\tbad\n"
    #expect(try read("a.tsv", words).rows.count == 2)
    // "comment" is a usual name, but here it is a class.
    let classes = "well said, you\tcomment\nis it so?\tquestion\nsurely it is\tcomment\n"
    #expect(try read("a.tsv", classes).rows.count == 3)
  }

  @Test("CSV as in RFC 4180: marks doubled, separators and line ends inside")
  func csv() throws {
    let data = try read("a.csv", "text,label\r\n\"a \"\"b\"\", c\r\n\r\nd\",1\r\n\"\",0\r\ne \"f\" g,\"1\"\r\n")
    #expect(data.rows.map(\.text) == ["a \"b\", c\n\nd", "", "e \"f\" g"])
    #expect(data.rows.map(\.label) == ["1", "0", "1"])
    #expect(data.notes.last == "\(data.path): 1 rows have an empty text")
  }

  @Test("TSV fields are quoted when the whole file says so, and not else")
  func tsvQuotes() throws {
    let quoted = try read("a.tsv", "text\tlabel\n\"he said \"\"no\"\"\"\tneg\n\"a\tb\nc\"\tpos\nplain\tneg\n")
    #expect(quoted.rows.map(\.text) == ["he said \"no\"", "a\tb\nc", "plain"])
    #expect(quoted.notes.first == "\(quoted.path): fields in quotation marks are quoted as in CSV")
    for content in [
      "text\tlabel\n\"no\" he said\tneg\nplain\tpos\n", "text\tlabel\n\"no\"\tneg\nhe said \"no\"\tpos\n",
      "text\tlabel\n\"no\tneg\nplain\tpos\n",
    ] {
      let data = try read("a.tsv", content)
      #expect(data.rows[0].text.hasPrefix("\"no"))
      #expect(data.rows.count == 2)
      #expect(data.notes.count == 1)
    }
  }

  @Test("a contradiction to the quoting on the last of many lines counts, as the file is looked at as a whole")
  func lateContradiction() throws {
    let many = String(repeating: "\"a film\"\tpos\n\"dull\"\tneg\n", count: 1000)
    #expect(try read("a.tsv", many).rows[0].text == "a film")
    #expect(try read("a.tsv", many + "say \"so\"\tneg\n").rows[0].text == "\"a film\"")
  }

  @Test("labels are renamed, and a name that no row has is said")
  func mapping() throws {
    var options = ClassificationReader.Options()
    options.labelMapping = try LabelMapping(["0=negative", "1 = positive", "2=neutral"])
    let data = try read("a.tsv", "fine film\t1\ndull film\t0\nfine\t1\n", options)
    #expect(data.rows.map(\.label) == ["positive", "negative", "positive"])
    #expect(data.notes.last == "\(data.path): no row has the label \"2\" that a mapping names")
    #expect(data.labelCounts.map(\.label) == ["negative", "positive"])
    #expect(data.labelCounts.map(\.count) == [1, 2])
  }

  @Test("a lossy reader replaces and counts")
  func lossy() throws {
    let path = try folder.file("a.tsv", Array("fine ".utf8) + [0xFF, 0x20, 0xC3] + Array("\tpos\ndull\tneg\n".utf8))
    let data = try ClassificationData(path: path, options: options(lossy: true))
    #expect(data.rows.map(\.text) == ["fine \u{FFFD} \u{FFFD}", "dull"])
    #expect(data.replacementCount == 2)
    #expect(data.notes.last == "\(path): 2 invalid UTF-8 sequences replaced")
  }

  @Test("compressed files are read like plain ones, their names told without the ending")
  func compressed() throws {
    // printf 'text,label\na fine film,pos\n"dull, and long",neg\n' | gzip -n9
    let gzip = "H4sIAAAAAAACAytJrSjRyUlMSs3hSlRIy8xLBRI5uToF+cVcSimlOTk6Col5KQo5+XnpSjp5qelcAHVKPyMwAAAA"
    let path = try folder.file("a.csv.gz", Array(try #require(Data(base64Encoded: gzip))))
    #expect(try ClassificationData(path: path).rows == expected)
  }
}
