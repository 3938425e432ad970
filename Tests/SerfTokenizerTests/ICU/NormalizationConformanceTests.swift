import SerfTokenizer
import Testing

@Suite("Normalisation")
struct NormalizationConformanceTests {
  private func normalized(_ text: String, _ form: UnicodeNormalization.Form) throws -> [UInt8] {
    var normalized = NormalizedText(text)
    try UnicodeNormalization(form).normalize(&normalized)
    return normalized.utf8
  }

  @Test(
    "every line of Unicode's NormalizationTest holds", .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func conformance() throws {
    var lines = 0
    for line in try Corpora.unicodeLines("NormalizationTest.txt") where !line.hasPrefix("@") {
      let columns = line.split(separator: ";", omittingEmptySubsequences: false).prefix(5).map { column in
        String(
          String.UnicodeScalarView(
            column.split(separator: " ").compactMap { UInt32($0, radix: 16) }.compactMap(Unicode.Scalar.init)))
      }
      try #require(columns.count == 5)
      for (index, text) in columns.enumerated() {
        let isCompatible = index >= 3
        #expect(
          try normalized(text, .nfc) == Array(columns[isCompatible ? 3 : 1].utf8), "NFC of column \(index + 1): \(line)"
        )
        #expect(
          try normalized(text, .nfd) == Array(columns[isCompatible ? 4 : 2].utf8), "NFD of column \(index + 1): \(line)"
        )
        #expect(try normalized(text, .nfkc) == Array(columns[3].utf8), "NFKC of column \(index + 1): \(line)")
        #expect(try normalized(text, .nfkd) == Array(columns[4].utf8), "NFKD of column \(index + 1): \(line)")
      }
      lines += 1
    }
    if ICU.unicodeVersion == "15.0" { #expect(lines == 19_074) }
  }

  @Test("a long run of marks out of order is sorted, and takes no quadratic time", arguments: [70, 1_000, 500_000])
  func longRunOfMarks(count: Int) throws {
    // U+0323 has class 220 and U+0301 class 230; after "e" the first of each composes.
    let text = "e" + String(repeating: "\u{301}\u{323}", count: count)
    let expected =
      "\u{1EB9}" + String(repeating: "\u{323}", count: count - 1) + String(repeating: "\u{301}", count: count)
    #expect(try normalized(text, .nfc) == Array(expected.utf8))
  }

  @Test(
    "lower case follows the rules of the language",
    arguments: [
      ("", "ΟΔΟΣ ΣΑΣ İI", "οδος σας i̇i"), ("tr", "ISPARTA İZMİR I\u{307}", "ısparta izmir i"),
      ("lt", "J\u{301} Ì Į", "j\u{307}\u{301} i\u{307}\u{300} į"), ("de", "STRASSE ẞ", "strasse ß"),
    ])
  func lowercase(locale: String, text: String, expected: String) throws {
    var normalized = NormalizedText(text)
    try Lowercase(locale: locale).normalize(&normalized)
    #expect(normalized.utf8 == Array(expected.utf8))
  }

  @Test("what is no language tag is refused")
  func badLocale() {
    let error = #expect(throws: TokenizerError.self) { try Lowercase(locale: "not a language") }
    #expect(error?.code == .badSetting)
    #expect(error?.message.hasPrefix("\"not a language\" is not a language tag") == true)
    #expect(throws: TokenizerError.self) { try ICUWords(locale: "e") }
  }

  @Test("a composed character maps back to the first of its parts, one taken apart to the whole")
  func composedOffsets() throws {
    var text = NormalizedText("ae\u{301}b ﬁx")
    try UnicodeNormalization(.nfkc).normalize(&text)
    #expect(text.utf8 == Array("aéb fix".utf8))
    #expect(text.originalRange(of: 1..<3) == 1..<2)
    #expect(text.originalRange(of: 1..<2) == 1..<2)
    #expect(text.originalRange(of: 3..<4) == 4..<5)
    #expect(text.originalRange(of: 5..<6) == 6..<9)
    #expect(text.originalRange(of: 5..<8) == 6..<10)
    #expect(text.originalRange(of: 0..<8) == 0..<10)
  }

  @Test("edits of edits lead back to the original")
  func composedEdits() {
    // "abcdef" ─▶ "aXYef" (bcd became XY) ─▶ "aXZZ" (Yef became ZZ) ─▶ "ZZ" (aX deleted).
    var text = NormalizedText("abcdef")
    text.replace(with: Array("aXYef".utf8), edits: [Edit(source: 1..<4, result: 1..<3)])
    text.replace(with: Array("aXZZ".utf8), edits: [Edit(source: 2..<5, result: 2..<4)])
    #expect(text.originalRange(of: 0..<1) == 0..<1)
    #expect(text.originalRange(of: 1..<2) == 1..<4)
    #expect(text.originalRange(of: 3..<4) == 1..<6)
    text.replace(with: Array("ZZ".utf8), edits: [Edit(source: 0..<2, result: 0..<0)])
    #expect(text.originalRange(of: 0..<2) == 1..<6)
  }

  @Test("a character deleted at the beginning belongs to nothing, one deleted behind a changed one to that")
  func deletedAtTheBeginning() throws {
    var text = NormalizedText("\u{AD}ﬁ\u{AD}x")
    try UnicodeNormalization(.nfkcCasefold).normalize(&text)
    #expect(text.utf8 == Array("fix".utf8))
    #expect(text.originalRange(of: 0..<1) == 2..<7)
    #expect(text.originalRange(of: 2..<3) == 7..<8)
  }
}
