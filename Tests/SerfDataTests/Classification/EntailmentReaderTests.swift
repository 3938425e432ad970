import SerfData
import TestSupport
import Testing

@Suite("Rows of premise, hypothesis and label")
struct EntailmentReaderTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func read(
    _ name: String, _ content: String, _ change: (inout EntailmentReader.Options) -> Void = { _ in }
  ) throws -> EntailmentData {
    var options = EntailmentReader.Options()
    change(&options)
    return try EntailmentData(path: folder.file(name, content), options: options)
  }

  private func message(_ name: String, _ content: String) throws -> String {
    let error = #expect(throws: DataError.self) { try read(name, content) }
    return String((error?.message ?? "").split(separator: "/").last ?? "")
  }

  private static let expected = [
    LabelledPair(premise: "a dog runs", hypothesis: "an animal moves", label: "entailment"),
    LabelledPair(premise: "a cat sleeps", hypothesis: "a cat barks", label: "contradiction"),
  ]

  /// The headers of the corpora, with their other columns.
  private static let layouts: [(name: String, header: String, columns: [String])] = [
    ("bundled", "premise\thypothesis\tlabel\tscene", ["P", "H", "L", "home-01"]),
    (
      "sick", "pair_ID\tsentence_A\tsentence_B\trelatedness_score\tentailment_judgment", ["1", "P", "H", "4.5", "L"]
    ),
    ("glue-rte", "index\tsentence1\tsentence2\tlabel", ["0", "P", "H", "L"]),
    (
      "glue-mnli",
      "index\tpromptID\tpairID\tgenre\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\tsentence2_parse\t"
        + "sentence1\tsentence2\tlabel1\tgold_label",
      ["0", "1", "1n", "fiction", "( P )", "( H )", "(ROOT P)", "(ROOT H)", "P", "H", "neutral", "L"]
    ),
    (
      "snli-1.0",
      "gold_label\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\tsentence2_parse\tsentence1\t"
        + "sentence2\tcaptionID\tpairID\tlabel1\tlabel2",
      ["L", "( P )", "( H )", "(ROOT P)", "(ROOT H)", "P", "H", "1.jpg#2", "1.jpg#2r1n", "neutral", ""]
    ),
    (
      "xnli", "language\tgold_label\tsentence1\tsentence2\tpromptID\tpairID\tgenre\tlabel1\tmatch",
      ["en", "L", "P", "H", "1", "1", "facetoface", "neutral", "True"]
    ),
    ("xnli-mt", "premise\thypo\tlabel", ["P", "H", "L"]),
    ("snli-short", "pairID\tgold_label\tsentence1\tsentence2", ["1n", "L", "P", "H"]),
  ]

  @Test("the headers of the corpora are found on their own, in their own order", arguments: layouts.indices)
  func headers(index: Int) throws {
    let layout = Self.layouts[index]
    let rows = Self.expected.map { pair in
      layout.columns.map { column in
        column.replacing("P", with: pair.premise, maxReplacements: column == "P" ? 1 : 0)
          .replacing("H", with: pair.hypothesis, maxReplacements: column == "H" ? 1 : 0)
          .replacing("L", with: pair.label, maxReplacements: column == "L" ? 1 : 0)
      }.joined(separator: "\t")
    }
    let data = try read("\(layout.name).tsv", ([layout.header] + rows).joined(separator: "\n") + "\n")
    #expect(data.rows == Self.expected, "\(layout.name)")
    #expect(data.notes.count == 1 && data.notes[0].contains("is premise, column") == true, "\(data.notes)")
  }

  @Test("SciTail has no header: premise, hypothesis, label")
  func sciTail() throws {
    let data = try read(
      "scitail.tsv", "Water boils at 100 C.\tWater boils.\tentails\nA rock is hard.\tA rock floats.\tneutral\n")
    #expect(data.rows.map(\.label) == ["entails", "neutral"])
    #expect(data.rows[1].premise == "A rock is hard." && data.rows[1].hypothesis == "A rock floats.")
    #expect(data.notes[0].hasSuffix("no header; column 1 is premise, column 2 is hypothesis, column 3 is label"))
  }

  @Test("CSV and JSON lines, as SNLI has them")
  func otherFormats() throws {
    let json = Self.expected.map {
      "{\"annotator_labels\": [\"neutral\"], \"gold_label\": \"\($0.label)\", \"sentence1\": \"\($0.premise)\", "
        + "\"sentence1_parse\": \"(ROOT)\", \"sentence2\": \"\($0.hypothesis)\"}\n"
    }
    #expect(try read("snli.jsonl", json.joined()).rows == Self.expected)
    let csv = Self.expected.map { "\"\($0.premise)\",\"\($0.hypothesis)\",\($0.label)\n" }
    #expect(try read("pairs.csv", "text_a,text_b,label\n" + csv.joined()).rows == Self.expected)
  }

  @Test("rows whose gold label is a dash are skipped and counted, unless they are mapped")
  func unlabelled() throws {
    let content =
      "gold_label\tsentence1\tsentence2\n-\ta\tb\nneutral\ta dog\ta cat\n-\tc\td\nentailment\ta dog\tan animal\n"
    let data = try read("snli.tsv", content)
    #expect(data.rows.map(\.label) == ["neutral", "entailment"])
    #expect(data.notes.last?.hasSuffix("snli.tsv: 2 rows have no label (\"-\") and are skipped") == true)
    let mapping = try LabelMapping(["-=neutral"])
    let mapped = try read("snli.tsv", content) { $0.labelMapping = mapping }
    #expect(mapped.rows.map(\.label) == ["neutral", "neutral", "neutral", "entailment"])
    #expect(
      try message("snli.tsv", "gold_label\tsentence1\tsentence2\n-\ta\tb\n-\tc\td\n")
        == "snli.tsv: has no row with a label; all 2 are unlabelled")
  }

  @Test("a label that is empty or null is none: such rows are skipped and counted")
  func noLabel() throws {
    let table = "premise\thypothesis\tlabel\na\tb\t\nc\td\tneutral\ne\tf\t-\ng\th\tentailment\n"
    let data = try read("a.tsv", table)
    #expect(data.rows.map(\.premise) == ["c", "g"])
    #expect(data.notes.last?.hasSuffix("a.tsv: 2 rows have no label (empty or \"-\") and are skipped") == true)
    let json = ["null", "\"neutral\"", "\"entailment\""].map {
      "{\"premise\":\"p\",\"hypothesis\":\"h\",\"label\":\($0)}\n"
    }
    let objects = try read("a.jsonl", json.joined())
    #expect(objects.rows.map(\.label) == ["neutral", "entailment"])
    #expect(objects.notes.last?.hasSuffix("a.jsonl: 1 row has no label (empty) and is skipped") == true)
    #expect(throws: DataError.self) {
      _ = try ClassificationData(path: folder.file("b.tsv", "text\tlabel\na\t\nb\tx\n"))
    }
  }

  @Test("-1 beside 0, 1 and 2 is no label, as Hugging Face has SNLI; beside others it is one")
  func huggingFace() throws {
    func table(_ labels: [String]) -> String {
      "premise\thypothesis\tlabel\n" + labels.map { "p\th\t\($0)\n" }.joined()
    }
    let labels = ["1", "-1", "0", "2", "-1"]
    let data = try read("a.tsv", table(labels))
    #expect(data.rows.map(\.label) == ["1", "0", "2"])
    #expect(
      data.notes.last?.hasSuffix(
        "a.tsv: 2 rows have the label -1 beside 0, 1, 2, which is taken for no label, and are skipped "
          + "(--map-label=-1=NAME keeps them)") == true, "\(data.notes)")
    let named = try LabelMapping(["0=entailment", "1=neutral", "2=contradiction"])
    #expect(
      try read("a.tsv", table(labels)) { $0.labelMapping = named }.rows.map(\.label)
        == ["neutral", "entailment", "contradiction"])
    let kept = try LabelMapping(["-1=unclear"])
    #expect(try read("a.tsv", table(labels)) { $0.labelMapping = kept }.rows.count == 5)
    #expect(try read("b.tsv", table(["1", "-1", "0"])).rows.count == 3)
    #expect(try read("b.tsv", table(["1", "-1", "0", "2", "3"])).rows.count == 5)
  }

  @Test("a first row of unusual names, whose label alone stands once, is a header")
  func unusualHeader() throws {
    let labels = ["neutral", "entailment", "contradiction"]
    let rows = (0..<30).map { "\($0 + 1000)\ta dog runs\tan animal moves, \($0)\t\(labels[$0 % 3])\n" }.joined()
    let header = "id\tfoo\tbar\tverdict\n"
    let data = try read("odd.tsv", header + rows) { ($0.premiseColumn, $0.hypothesisColumn) = (.number(2), .number(3)) }
    #expect(data.rows.count == 30 && data.labelCounts.count == 3)
    #expect(data.notes[0].contains("the first row is a header; column \"foo\" is premise"), "\(data.notes)")
    // A text has blanks, however rare its label.
    let first = "7\ta cat sleeps\ta cat barks\trare\n"
    let whole = try read("even.tsv", first + rows) {
      ($0.premiseColumn, $0.hypothesisColumn) = (.number(2), .number(3))
    }
    #expect(whole.rows.count == 31)
  }

  @Test("columns can be chosen by name and by number")
  func chosen() throws {
    let content = "neutral,x,entailment,one,a dog runs,an animal moves\n"
    let data = try read("odd.csv", content) {
      ($0.premiseColumn, $0.hypothesisColumn, $0.labelColumn) = (.number(5), .number(6), .number(3))
    }
    #expect(data.rows == [Self.expected[0]])
    let named = try read("named.tsv", "why\tbecause\twhat\nan animal moves\ta dog runs\tentailment\n") {
      ($0.premiseColumn, $0.labelColumn) = (.name("because"), .name("what"))
    }
    #expect(named.rows == [Self.expected[0]])
  }

  @Test("what can't be read says what is wrong and the way out")
  func refusals() throws {
    #expect(
      try message("two.tsv", "a dog runs\tentailment\n")
        == "two.tsv:1: 2 columns found where 3 are expected")
    #expect(
      try message("four.tsv", "a\tb\tc\tlabel\none\ttwo\tthree\tneutral\nfour\tfive\tsix\tentailment\n")
        == "four.tsv: can't tell which column holds the premise: none has a usual name, as premise, sentence1, "
        + "sentence_a (columns: \"a\", \"b\", \"c\", \"label\"); say --premise-column")
    #expect(
      try message("fast.txt", "__label__neutral a dog runs\n")
        == "fast.txt: has __label__ lines, which hold one text; columns for premise, hypothesis and label are expected")
    let error = #expect(throws: DataError.self) {
      try read("same.tsv", "premise\thypothesis\tlabel\na\tb\tc\n") {
        ($0.premiseColumn, $0.hypothesisColumn) = (.number(1), .number(1))
      }
    }
    #expect(error?.message.hasSuffix("column premise can't be both the premise and the hypothesis") == true)
    #expect(
      try message("json.jsonl", "{\"premise\": \"a\", \"hypothesis\": 3, \"label\": \"neutral\"}\n")
        == "json.jsonl:1: \"hypothesis\" is a number; a string is expected")
  }

  @Test("a test file's labels in other letters are mapped by suggestion")
  func suggestion() {
    let rows = ["NEUTRAL", "ENTAILMENT", "CONTRADICTION"].map { LabelledPair(premise: "a", hypothesis: "b", label: $0) }
    let error = #expect(throws: DataError.self) {
      try LabelSet(labels: ["contradiction", "entails", "neutral"]).numbers(of: rows)
    }
    #expect(
      error?.message.hasSuffix(
        "try --map-label CONTRADICTION=contradiction --map-label ENTAILMENT=entails --map-label NEUTRAL=neutral")
        == true)
  }
}
