import SerfData
import Testing

@Suite struct LabelTests {
  private func rows(_ labels: [String]) -> [LabelledText] { labels.map { LabelledText(text: "x", label: $0) } }

  @Test("labels are in a fixed order: numbers by value, then names by bytes")
  func order() throws {
    #expect(try LabelSet(of: rows(["b", "10", "a", "9", "-1", "B"])).labels == ["-1", "9", "10", "B", "a", "b"])
    #expect(try LabelSet(of: rows(["1", "0"])).numbers(of: rows(["0", "1", "1"])) == [0, 1, 1])
    #expect(LabelSet(labels: ["pos", "neg"]).number(of: "neg") == 1)
  }

  @Test("training labels that can't be right are refused")
  func refused() {
    #expect(message { try LabelSet(of: rows([])) } == "there is no row; a text and a label a row are expected")
    #expect(
      message { try LabelSet(of: rows(["a", "a"]), path: "t.tsv") }
        == "t.tsv: all 2 rows have the label \"a\"; two different labels at least are expected")
    #expect(
      message { try LabelSet(of: rows((0..<30).map { "\($0)" })) }
        == "30 different labels in 30 rows; is the label column the right one? Say --label-column")
  }

  @Test(
    "labels that the model does not know are refused with the mapping that fits",
    arguments: [
      (["0", "1"], ["negative", "positive"], "try --map-label 0=negative --map-label 1=positive"),
      (["negative", "positive"], ["0", "1"], "try --map-label negative=0 --map-label positive=1"),
      (["1", "2"], ["neg", "pos"], "try --map-label 1=neg --map-label 2=pos"),
      (["-1", "1"], ["neg", "pos"], "try --map-label=-1=neg --map-label 1=pos"),
      (
        ["0", "1", "2"], ["negative", "neutral", "positive"],
        "try --map-label 0=negative --map-label 1=neutral --map-label 2=positive"
      ),
      (
        ["Negative", "Positive"], ["negative", "positive"],
        "try --map-label Negative=negative --map-label Positive=positive"
      ),
      (["neg", "positive"], ["negative", "positive"], "try --map-label neg=negative"),
      (
        ["1", "2", "3", "4", "5"], ["very negative", "negative", "neutral", "positive", "very positive"],
        "try --map-label '1=very negative' --map-label 2=negative --map-label 3=neutral --map-label 4=positive "
          + "--map-label '5=very positive'"
      ),
      (["cat", "dog"], ["negative", "positive"], "map them with --map-label OLD=NEW"),
      (["0", "7"], ["negative", "positive"], "map them with --map-label OLD=NEW"),
    ] as [([String], [String], String)])
  func suggestion(given: [String], known: [String], wayOut: String) {
    let text = message { try LabelSet(labels: known).numbers(of: rows(given), path: "test.tsv") }
    #expect(text?.hasPrefix("test.tsv: has ") == true)
    #expect(text?.hasSuffix("; \(wayOut)") == true, "\(text ?? "no error")")
  }

  @Test("the whole message for one unknown label")
  func whole() {
    #expect(
      message { try LabelSet(labels: ["neg", "pos"]).numbers(of: rows(["pos", "cat"]), path: "test.tsv") }
        == "test.tsv: has the label \"cat\" that the model does not know; it knows \"neg\", \"pos\"; map them with "
        + "--map-label OLD=NEW")
  }

  @Test("mappings that are none, or contradict each other, are refused")
  func mapping() throws {
    for text in ["", "a", "=b", "a=", " =b"] {
      #expect(
        message { try LabelMapping([text]) } == "\"\(text)\" is no label mapping; OLD=NEW is expected, as in 0=negative"
      )
    }
    #expect(message { try LabelMapping(["a=b", "a=c"]) } == "the label \"a\" is mapped twice, to different labels")
    #expect(try LabelMapping(["a=b", "a=b", "c=d=e"])("c") == "d=e")
  }

  private func message<Result>(_ body: () throws -> Result) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
