/// Signs that a text is not plain text but what a tokeniser or a subword model made of it.
///
/// Scores of such texts can't be compared with those of others: every tokeniser gives its own.
struct TokenizationSigns {
  /// Lines that end in a blank and a full stop, or hold Moses' `@-@` or `&apos;`.
  private(set) var tokenizedCount = 0
  /// Lines with subword-nmt's `@@` at the end of a piece, or SentencePiece's ▁.
  private(set) var subwordCount = 0
  private let lineCount: Int

  init(_ lines: [String]) {
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

// MARK: - Words
extension TokenizationSigns {
  /// What to tell about a file, if anything.
  /// - Parameter expectsPlainText: whether the metric cuts texts itself, so that a tokenised one is cut twice.
  func warnings(about name: String, expectsPlainText: Bool) -> [String] {
    var warnings: [String] = []
    // sacreBLEU speaks up at a hundred lines; in a small file half of them say as much.
    if expectsPlainText, tokenizedCount >= 100 || (tokenizedCount > 1 && tokenizedCount * 2 >= lineCount) {
      warnings.append(
        "\(name): \(share(tokenizedCount, "look")) tokenised ('word .'), which changes the score; detokenise the text, or "
          + "say --tokenize none if that is meant")
    }
    if subwordCount > 0, subwordCount * 100 >= lineCount {
      let verb = subwordCount == 1 ? "carries" : "carry"
      warnings.append(
        "\(name): \(share(subwordCount, verb)) marks of subwords ('@@ ' or '▁'); join the pieces to words first")
    }
    return warnings
  }

  private func share(_ count: Int, _ verb: String) -> String {
    "\(NumberText.grouped(count)) of \(NumberText.grouped(lineCount)) lines \(verb)"
  }
}
