import Foundation
import TestSupport
import Testing

@Suite("Training texts in every format")
struct TextFormatsTests {
  let small: SmallTraining

  init() throws { small = try SmallTraining() }

  /// The texts of `train.tsv`, each with a comma, quotation marks and a line break that TSV can't hold, written by a
  /// format's own rules.
  private static let rows = SmallTraining.rows(200)

  private func json(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// Trains on a file and gives the weights, which are the same exactly when texts, labels and their order are.
  private func weights(_ name: String, _ content: String, _ words: String...) throws -> (Data, said: String) {
    try small.folder.write(content, to: name)
    let outcome = try small.run(
      ["train-sentiment", "--train", name, "--model", "m-" + name] + SmallTraining.settings + words)
    #expect(outcome.status == 0, "\(outcome.standardError)")
    return (try small.weights(of: "m-" + name), outcome.standardError)
  }

  @Test("the same texts give the same bits, whatever the format, and every guess is said")
  func sameBits() throws {
    let rows = Self.rows
    let (tsv, said) = try weights("a.tsv", rows.map { "\($0.text)\t\($0.label)\n" }.joined())
    #expect(said.contains("a.tsv: no header; column 1 is text, column 2 is label\n"))

    let (turned, turnedSaid) = try weights("b.tsv", rows.map { "\($0.label)\t\($0.text)\n" }.joined())
    #expect(turned == tsv)
    #expect(turnedSaid.contains("b.tsv: no header; column 2 is text, column 1 is label\n"))

    let csv = "Review,Sentiment\n" + rows.map { "\"\($0.text)\",\($0.label)\r\n" }.joined()
    let (comma, commaSaid) = try weights("c.csv", csv)
    #expect(comma == tsv)
    #expect(
      commaSaid.contains("c.csv: the first row is a header; column \"Review\" is text, column \"Sentiment\" is label\n")
    )

    let objects = try rows.map { try "{\"label\":\(json($0.label)),\"text\":\(json($0.text))}\n" }.joined()
    #expect(try weights("d.jsonl", objects).0 == tsv)

    let fastText = rows.map { "__label__\($0.label) \($0.text)\n" }.joined()
    #expect(try weights("e.txt", fastText).0 == tsv)
  }

  @Test("columns are chosen by name or by number")
  func columns() throws {
    let rows = Self.rows
    let tsv = try weights("a.tsv", rows.map { "\($0.text)\t\($0.label)\n" }.joined()).0
    let body = rows.enumerated().map { "\($0)\tyes\t\($1.label)\t\($1.text)\n" }.joined()
    let table = "id\tother\tverdict\twords\n" + body
    #expect(try weights("b.tsv", table, "--text-column", "words", "--label-column", "verdict").0 == tsv)
    #expect(try weights("c.tsv", body, "--text-column", "4", "--label-column", "3").0 == tsv)
    for (words, message) in [
      (["--text-column", "nope"], "b.tsv:1: has no column \"nope\" for the text"),
      (["--label-column", "9"], "b.tsv:1: has no column 9 for the label"),
      (["--text-column", "id", "--label-column", "1"], "column id can't be both the text and the label"),
    ] {
      let outcome = try small.run(["train-sentiment", "--train", "b.tsv", "--model", "n"] + words)
      #expect(outcome.status == 65)
      #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
    }
    #expect(!small.exists("n"))
  }

  @Test("quotation marks, separators and line breaks inside a CSV field are part of the text")
  func quotedFields() throws {
    let rows = Self.rows
    let csv =
      "text,label\n"
      + rows.map { "\"\($0.text),\nand so the critics call it \"\"\($0.label)\"\"\",\($0.label)\n" }.joined()
    let objects = try rows.map {
      try "{\"text\":\(json("\($0.text),\nand so the critics call it \"\($0.label)\"")),\"label\":\"\($0.label)\"}\n"
    }.joined()
    let (quoted, said) = try weights("a.csv", csv)
    #expect(said.contains("160 texts train, 20 are dev and 20 test"))
    #expect(try weights("b.jsonl", objects).0 == quoted)
  }

  /// `SmallTraining.reviews(40)`, compressed by gzip, xz, zstd and bzip2.
  static let compressed = [
    "gzip": "H4sIAAAAAAACA4XTWwrCMBCF4ee6iizAB2fG63JSmlYxbaBewN2LKJUhcM7z8MPhI4khl2fKr9Bf8rgO02Ns0xw2zVBK"
      + "t4qhm1Ps+kcObSnX5SxNGz/XX3ou95SXo1btmOL/bL69lWlYbtsqdat2PnWT9lXqVx186yYdq9atOvnUTRImBamEWAnC"
      + "EqIliEuYlyAwIWKCyJSQKX5dhEwRmRIyRWTKyBSRKSFTRGaEzCCZsR+JyIyQGSIzRmaIzAiZfcnezfjA9MIEAAA=",
    "xz": "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ATBALBdADCICYc0TkOXmbtvmDPXqdJOeQ4JbI3MVjgB2ADhMDaNpVZp4X6J"
      + "yV+69t8M3aux7MjmWUMZ2U4a5Jk58VKd1Z3Mcao7kPkvEA8fRDbHl6uIX9hH1Lo95FRAXA6Dfnm1aQ6p/7akw5seWM5a"
      + "4/y4TscTyFBdk+o/3Vb1dvV87usNOP80FrNvVbk0isXnFvDTIxNPtPEhykTU63dz4EENVc1R7RZDr3yDNxb/HeE4nGgA"
      + "AIm1vrvjcxM4AAHMAcIJAACgPopLscRn+wIAAAAABFla",
    "zstd": "KLUv/QRoXQUAooYVF5BNB2CjQgjxb+02ZWbqLeSngB8yM89OQFO2kP///9+2bdvOzMzMTOQwCmJQno3+1Dl+TtoFaMpW"
      + "NrsM35Q0dVBDBdqusgSEHHOmBwPnMQlWz1H7UAMwqKHkidr/DPAqrEAPESwSLJQAIeEnVuAOWAuilwykHzQH0yaoUZp1"
      + "hsuEGAXzXri5RC3WWFCexyEdS+LXAQWLBetIpp3ZbTR8NwL+722VwvJVYhapPQ==",
    "bzip2": "QlpoOTFBWSZTWRdGCAAAALtZgAAwQAR/4DfvnyAwATtmAamn+qqAGgGgABKn6pRpiYATEwAKkqamwmak0xGgxP1NCxkb"
      + "HA0NTY2LHIR/CPteqql4QEiqioqRCAxVEvAgMVVddaq87CKLwIovAiCMeGzfcXloXVLQLWgAABVGMktOklp2JOxGojId"
      + "yPcRuI5Eew8i5GgjeOhHkcCMB3GouRa1VSqpVVVV/jEjAjqN4jAYihFElx8kWFxkRmI4kZjMbEcRG4jEj0LuSKcKEgLo"
      + "wQAA",
  ]

  @Test("compression is told by content, whatever the name", arguments: compressed.keys.sorted())
  func compression(kind: String) throws {
    let bytes = try #require(Self.compressed[kind].flatMap { Data(base64Encoded: $0) })
    try small.folder.write(bytes, to: "plain.tsv")
    #expect(try small.train("--test", "none").status == 0)
    let figures = try small.run("evaluate", "--model", "m", "--test", "test.tsv", "--json").standardOutput
    let outcome = try small.run("evaluate", "--model", "m", "--test", "plain.tsv", "--json")
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput == figures)
    let piped = try small.command.run(
      ["evaluate", "--model", "m", "--test", "-", "--json"], input: bytes, directory: small.folder.path)
    #expect(piped.standardOutput == figures)
    #expect(try small.train("--dev", "plain.tsv", model: "n").status == 0)
    let cut = try small.command.run(
      ["evaluate", "--model", "m", "--test", "-"], input: bytes.dropLast(bytes.count / 3), directory: small.folder.path)
    #expect(cut.status == 65)
    #expect(cut.standardError.contains("standard input: the compressed data is damaged or cut short"))
  }
}
