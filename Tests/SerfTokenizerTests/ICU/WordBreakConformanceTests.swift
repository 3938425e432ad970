import SerfTokenizer
import Testing

@Suite("Word boundaries")
struct WordBreakConformanceTests {
  /// The text of a line of WordBreakTest, and where the line breaks it, in bytes of UTF-8.
  private func parse(_ line: Substring) -> (text: String, ends: [Int]) {
    var text = ""
    var ends: [Int] = []
    for field in line.split(whereSeparator: \.isWhitespace) {
      switch field {
      case "÷": if !text.isEmpty { ends.append(text.utf8.count) }
      case "×": continue
      default:
        if let scalar = UInt32(field, radix: 16).flatMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
      }
    }
    return (text, ends)
  }

  private func failures(locale: String) throws -> [(text: String, isTailored: Bool)] {
    let iterator = try ICUWordIterator(locale: locale)
    var failures: [(text: String, isTailored: Bool)] = []
    var count = 0
    for line in try Corpora.unicodeLines("WordBreakTest.txt") {
      let (text, expected) = parse(line)
      var ends: [Int] = []
      try iterator.forEachEnd(in: Array(text.utf8).span) { ends.append($0) }
      if ends != expected { failures.append((text, text.unicodeScalars.contains(":"))) }
      count += 1
    }
    #expect(count == 1_823)
    return failures
  }

  @Test(
    "every case of Unicode's WordBreakTest holds but those whose colon CLDR tailors",
    .enabled(if: Corpora.areHere && ICU.unicodeVersion == "15.0", "needs SERF_CORPORA and Unicode 15.0"))
  func rootLocale() throws {
    let failures = try failures(locale: "")
    #expect(failures.filter { !$0.isTailored }.map(\.text) == [])
    #expect(failures.count == 15)
  }

  @Test(
    "in Swedish, where the colon keeps Unicode's own rule, every case holds",
    .enabled(if: Corpora.areHere && ICU.unicodeVersion == "15.0", "needs SERF_CORPORA and Unicode 15.0"))
  func swedish() throws {
    #expect(try failures(locale: "sv").map(\.text) == [])
  }

  private func pieces(_ text: String) throws -> [String] {
    var pieces = PreTokenizedText(NormalizedText(text))
    try ICUWords().preTokenize(&pieces)
    return pieces.pieces.map { String(decoding: pieces.text.utf8[$0], as: UTF8.self) }
  }

  @Test(
    "the last blank before a word belongs to the word, other white space stands alone",
    arguments: [
      ("Two  men, 3.5 m", ["Two", " ", " men", ",", " 3.5", " m"]),
      (" a", [" a"]), ("a ", ["a", " "]), ("  ", ["  "]), ("a \n b", ["a", " ", "\n", " b"]),
      ("a\tb", ["a", "\t", "b"]),
      (" \u{308}a", [" \u{308}", "a"]), ("a \u{A0}b", ["a", " ", "\u{A0}", "b"]), ("", []),
      ("ich we\u{308}iß", ["ich", " we\u{308}iß"]), ("a\r\nb", ["a", "\r\n", "b"]), ("我们在北京", ["我们", "在", "北京"]),
    ])
  func blanks(text: String, expected: [String]) throws {
    let pieces = try pieces(text)
    #expect(pieces.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("a text beyond one chunk is cut as its lines are")
  func chunks() throws {
    let lines = SmallTokenizers.lines.map { $0 + "\r\n" }
    let long = Array(repeating: lines, count: 2_000).flatMap(\.self)
    let expected = try lines.flatMap { try pieces($0) }
    let found = try pieces(long.joined())
    #expect(found == Array(repeating: expected, count: 2_000).flatMap(\.self))
  }
}
