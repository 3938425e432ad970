import SerfTokenizer
import Testing

@Suite("Hand-written split patterns")
struct WordScannerTests {
  @Test("cut random Unicode where ICU's regular expressions do", arguments: WordScannerPatterns.all)
  func equalToICU(pattern: String) throws {
    for seed in UInt64(1)...3_000 {
      var random = SeededRandom(seed: seed)
      let text = random.text() + ["'S", "'ſ", " 'll", "\r\n \n", "/\n", "", "ǅa", "12345"][Int(seed % 8)]
      // The group changes no match, but is no pattern that the library knows.
      let expected = try WordScannerPatterns.cut("(?:\(pattern))", text)
      #expect(try WordScannerPatterns.cut(pattern, text) == expected, "seed \(seed)")
    }
  }
}

/// The patterns that the library has a scanner for: GPT-2's, Llama 3's, Qwen 2's, o200k's.
enum WordScannerPatterns {
  static let all = [
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
    [
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#,
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#,
      #"\p{N}{1,3}"#, #" ?[^\s\p{L}\p{N}]+[\r\n/]*"#, #"\s*[\r\n]+"#, #"\s+(?!\S)"#, #"\s+"#,
    ].joined(separator: "|"),
  ]

  static func cut(_ pattern: String, _ text: String) throws -> [Range<Int>] {
    var pieces = PreTokenizedText(NormalizedText(text))
    try Split(TextPattern(regex: pattern), .isolated).preTokenize(&pieces)
    return pieces.pieces
  }
}
