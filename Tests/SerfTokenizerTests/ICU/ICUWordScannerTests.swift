import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Word scanner")
struct ICUWordScannerTests {
  private func ends(_ text: String, _ scanner: ICUWordScanner) throws -> [Int] {
    var ends: [Int] = []
    try scanner.forEachEnd(in: Array(text.utf8).span) { ends.append($0) }
    return ends
  }

  private func ends(_ text: String, _ iterator: ICUWordIterator) throws -> [Int] {
    var ends: [Int] = []
    try iterator.forEachEnd(in: Array(text.utf8).span) { ends.append($0) }
    return ends
  }

  @Test("it is what runs, in the root locale, in one with the colon's own rule and in a dictionary's language")
  func used() throws {
    for locale in ["", "en", "he", "sv", "fi", "th", "ja"] { #expect(try ICUWordScanner(locale: locale).isUsed) }
  }

  @Test("a locale with rules of its own is left to ICU, and an unknown one is refused")
  func locales() throws {
    let scanner = try ICUWordScanner(locale: "en-US-posix")
    #expect(!scanner.isUsed)
    let iterator = try ICUWordIterator(locale: "en-US-posix")
    #expect(try ends("a:b a.b 1,5 c", scanner) == ends("a:b a.b 1,5 c", iterator))
    #expect(throws: TokenizerError.self) { try ICUWordScanner(locale: "not a tag") }
  }

  @Test("random texts of every script are cut as ICU cuts them", arguments: ["", "sv"])
  func randomTexts(locale: String) throws {
    let scanner = try ICUWordScanner(locale: locale)
    let iterator = try ICUWordIterator(locale: locale)
    for seed in UInt64(1)...20_000 {
      var random = SeededRandom(seed: seed)
      let text = random.text()
      let (found, expected) = (try ends(text, scanner), try ends(text, iterator))
      guard found != expected else { continue }
      Issue.record("seed \(seed), locale \"\(locale)\": \(text.unicodeScalars.map { String($0.value, radix: 16) })")
      return
    }
  }

  /// One character of each class that the rules tell apart, and of the scripts that ICU has a dictionary for.
  private static let classes = [
    "a", "א", "1", "_", "@", "Ⓜ", "한", "🇩", "!", "\r", "\n", "\u{2028}", " ", "☺", "\u{300}", "\u{AD}", "\u{200D}",
    "·", ":", ",", ".", "'", "\"", "ก", "\u{E31}", "中", "カ", "の", "\u{1A20}",
  ]

  @Test("all sequences of four classes of characters are cut as ICU cuts them")
  func allSequences() throws {
    let scanner = try ICUWordScanner(locale: "")
    let iterator = try ICUWordIterator(locale: "")
    for first in Self.classes {
      // One text of many lines, since opening a text costs ICU more than cutting a line.
      var text = ""
      for second in Self.classes {
        for third in Self.classes {
          for fourth in Self.classes { text += first + second + third + fourth + "\n" }
        }
      }
      let (found, expected) = (try ends(text, scanner), try ends(text, iterator))
      guard found != expected else { continue }
      let place = zip(found, expected).first { $0 != $1 }
      Issue.record("after \(first): \(String(describing: place))")
    }
  }

  @Test(
    "Unicode's own cases come out as ICU has them", .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func conformance() throws {
    for locale in ["", "sv"] {
      let scanner = try ICUWordScanner(locale: locale)
      let iterator = try ICUWordIterator(locale: locale)
      for line in try Corpora.unicodeLines("WordBreakTest.txt") {
        let scalars = line.split(whereSeparator: \.isWhitespace).compactMap { UInt32($0, radix: 16) }
          .compactMap(Unicode.Scalar.init)
        let text = String(String.UnicodeScalarView(scalars))
        #expect(try ends(text, scanner) == ends(text, iterator), "\(line)")
      }
    }
  }

  @Test(
    "texts of 79 languages are cut as ICU cuts them, whole and by lines",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func languages() throws {
    let scanner = try ICUWordScanner(locale: "")
    let iterator = try ICUWordIterator(locale: "")
    for name in try Corpora.names(in: "multilingual") where name.hasSuffix(".txt") {
      let text = try Corpora.text("multilingual/\(name)")
      #expect(try ends(text, scanner) == ends(text, iterator), "\(name)")
      for line in text.split(separator: "\n") {
        #expect(try ends(String(line), scanner) == ends(String(line), iterator), "\(name)")
      }
    }
  }
}
