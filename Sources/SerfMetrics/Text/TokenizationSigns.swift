/// Signs that a text is not plain text but what a tokeniser or a subword model made of it.
///
/// Scores of such texts can't be compared with those of others: every tokeniser gives its own.
package struct TokenizationSigns: Sendable {
  /// Lines that end in a blank and a full stop, or hold Moses' `@-@` or `&apos;`.
  package private(set) var tokenizedCount = 0
  /// Lines with subword-nmt's `@@` at the end of a piece, or SentencePiece's ▁.
  package private(set) var subwordCount = 0
  package let lineCount: Int

  package init(_ lines: [String]) {
    lineCount = lines.count
    for line in lines {
      let signs = Self.signs(in: line.utf8.span)
      tokenizedCount += signs.isTokenized ? 1 : 0
      subwordCount += signs.hasSubwords ? 1 : 0
    }
  }

  private static func signs(in line: Span<UInt8>) -> (isTokenized: Bool, hasSubwords: Bool) {
    func holds(_ pattern: StaticString, at index: Int) -> Bool {
      let count = pattern.utf8CodeUnitCount
      guard index + count <= line.count else { return false }
      for offset in 0..<count where unsafe line[index + offset] != pattern.utf8Start[offset] { return false }
      return true
    }
    var isTokenized = line.count > 1 && holds(" .", at: line.count - 2)
    var hasSubwords = false
    for index in 0..<line.count {
      switch line[index] {
      case UInt8(ascii: "@"):
        if holds("@@", at: index), index + 2 == line.count || line[index + 2] == 0x20 { hasSubwords = true }
        if holds("@-@", at: index) { isTokenized = true }
      case UInt8(ascii: "&"): if holds("&apos;", at: index) { isTokenized = true }
      case 0xE2: if holds("▁", at: index) { hasSubwords = true }
      default: break
      }
    }
    return (isTokenized, hasSubwords)
  }
}

extension TokenizationSigns {
  /// Whether the text as a whole looks tokenised. sacreBLEU speaks up at a hundred lines; in a small file half of them say as
  /// much.
  package var looksTokenized: Bool { tokenizedCount >= 100 || (tokenizedCount > 1 && tokenizedCount * 2 >= lineCount) }

  package var hasSubwords: Bool { subwordCount > 0 && subwordCount * 100 >= lineCount }
}
