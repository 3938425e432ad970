import SerfTokenizer
import Testing

@Suite("Encoding loses nothing")
struct LosslessTests {
  /// The laws of one text: decoding gives the normalised text to the byte, and offsets ascend, cover the original, and
  /// are the token's own bytes where nothing was changed.
  private func check(_ text: String, _ tokenizer: Tokenizer, _ comment: Comment) throws {
    let encoding = try tokenizer.encode(text, addSpecialTokens: false)
    let normalized = try tokenizer.normalize(text)
    #expect(Array(try tokenizer.decode(encoding.ids).utf8) == normalized.utf8, comment)
    #expect(encoding.ids.allSatisfy { !tokenizer.isSpecial($0) }, comment)
    #expect(encoding.count == encoding.offsets.count)
    var (lower, upper) = (0, 0)
    for offset in encoding.offsets {
      guard offset.lowerBound >= lower, offset.lowerBound <= upper, offset.upperBound >= upper else {
        Issue.record("offset \(offset) after ..<\(upper): \(comment)")
        return
      }
      (lower, upper) = (offset.lowerBound, offset.upperBound)
    }
    if let first = encoding.offsets.first { #expect(first.lowerBound == 0 && upper == text.utf8.count, comment) }
    if normalized.isAligned, normalized.utf8 == Array(text.utf8) {
      let bytes = Array(text.utf8)
      for (id, offset) in zip(encoding.ids, encoding.offsets) {
        let spelled = tokenizer.token(of: id) ?? ""
        // A byte token has the range of the character that it is a byte of.
        let isByte = spelled.hasPrefix("<0x") && Array(spelled.utf8) != Array(bytes[offset])
        if isByte {
          let hex = String(spelled.dropFirst(3).dropLast())
          #expect(UInt8(hex, radix: 16).map { bytes[offset].contains($0) } == true, comment)
        } else {
          #expect(Array(spelled.utf8) == Array(bytes[offset]), comment)
        }
      }
    }
    #expect(try tokenizer.encodeIDs(text, addSpecialTokens: false) == encoding.ids, comment)
  }

  @Test("of random Unicode, with every normaliser", arguments: SmallTokenizers.normalizers)
  func randomText(normalizer: String) throws {
    let tokenizer = try SmallTokenizers.tokenizer(normalizer)
    for seed in UInt64(1)...2_000 {
      var random = SeededRandom(seed: seed)
      try check(random.text(), tokenizer, "\(normalizer), seed \(seed)")
    }
  }

  @Test(
    "of texts in 79 languages, line by line and whole",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["NFC", "NFD+lower+NFKC"])
  func languages(normalizer: String) throws {
    let tokenizer = try SmallTokenizers.tokenizer(normalizer)
    let names = try Corpora.names(in: "multilingual").filter { $0.hasSuffix(".txt") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try Corpora.text("multilingual/\(name)")
      for line in text.split(separator: "\n").prefix(40) {
        try check(String(line), tokenizer, "\(name), \(normalizer)")
      }
      try check(text, tokenizer, "\(name), \(normalizer)")
    }
  }

  @Test(
    "of a word of a megabyte, in no quadratic time", arguments: ["a", "ab", "the old", "\u{301}", "🙂\u{200D}", "_"])
  func longWord(unit: String) throws {
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let tokenizer = try SmallTokenizers.tokenizer()
    #expect(try tokenizer.decode(tokenizer.encodeIDs(text)) == text)
  }

  @Test("a special token typed by a user stays text")
  func specialTokenInText() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let encoding = try tokenizer.encode("</s><pad>")
    #expect(encoding.ids.first == tokenizer.tokenID(of: "<s>"))
    #expect(encoding.ids.last == tokenizer.tokenID(of: "</s>"))
    #expect(encoding.ids.filter { tokenizer.isSpecial($0) }.count == 2)
    #expect(try tokenizer.decode(encoding.ids) == "</s><pad>")
    #expect(try tokenizer.decode(encoding.ids, skipSpecialTokens: false) == "<s></s><pad></s>")
  }
}
