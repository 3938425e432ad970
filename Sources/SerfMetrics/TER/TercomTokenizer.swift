/// Cuts a segment into words as Tercom does.
///
/// Source: Tercom's `Normalizer.java`, as sacreBLEU 2.6 has it. Its rules for runs of Hiragana and Katakana are left out:
/// they hold only where the run is the whole text, and a blank was put before the text just above them.
package struct TercomTokenizer {
  private let metric: TER

  package init(_ metric: TER) { self.metric = metric }

  /// A text as it was cut, and where its words lie.
  func tokens(of segment: String) -> (bytes: [UInt8], ranges: [Range<Int>]) {
    var text = Array(segment.utf8)
    text.removeSubrange(text.span.endWithoutWhitespace...)
    if !metric.caseSensitive { text = PythonLowercase.lowercased(text.span) }
    if metric.normalized {
      text = Self.separatingPunctuation(in: text)
      if metric.asianSupport { text = Self.mapping(text, Self.separatesAsian) }
    }
    if metric.noPunctuation { text = Self.mapping(text, removing) }
    return (text, text.words)
  }

  /// The same for a reference, which sacreBLEU cuts twice: what the first time put behind a blank, as the `'s` of
  /// `it's,`, the second time cuts.
  func tokens(ofReference segment: String) -> (bytes: [UInt8], ranges: [Range<Int>]) {
    tokens(of: metric.normalized || metric.noPunctuation ? tokenized(segment) : segment)
  }

  /// The words, joined by blanks.
  package func tokenized(_ segment: String) -> String {
    let (bytes, ranges) = tokens(of: segment)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: " ")
  }
}

// MARK: - Western
extension TercomTokenizer {
  private static func separatingPunctuation(in text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return text }
    var text = text
    if text.contains(0x0A) {
      MarkupEntities.replace("\n-", with: "", in: &text)
      MarkupEntities.replace("\n", with: " ", in: &text)
    }
    MarkupEntities.decode(&text)
    var ranges: [Range<Int>] = []
    PunctuationScanner(roles: WesternRoles(cutsChinese: false), hasMargins: true).scan(text.span, into: &ranges)
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 2)
    for range in ranges {
      result.append(contentsOf: text[splittingPossessive(range, in: text)])
      let rest = splittingPossessive(range, in: text).upperBound
      if rest < range.upperBound {
        result.append(0x20)
        result.append(contentsOf: text[rest..<range.upperBound])
      }
      result.append(0x20)
    }
    return result
  }

  /// The part of a token before an English possessive: `'s` that a plain blank or cut-off punctuation follows.
  private static func splittingPossessive(_ token: Range<Int>, in text: [UInt8]) -> Range<Int> {
    guard token.count > 2, text[token].suffix(2).elementsEqual("'s".utf8) else { return token }
    guard token.upperBound == text.count || hasBlankAfterwards(token.upperBound, in: text) else { return token }
    return token.lowerBound..<token.upperBound - 2
  }

  /// At the moment of that rule blanks stand around the punctuation that is always cut off, but not yet around full
  /// stops and commas, and other blanks than U+0020 don't count.
  private static func hasBlankAfterwards(_ index: Int, in text: [UInt8]) -> Bool {
    switch text[index] {
    case 0x20...0x26, 0x28...0x2B, 0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

// MARK: - Asian characters, and taking punctuation out
extension TercomTokenizer {
  private enum Change { case keep, separate, remove }

  private static func mapping(_ text: [UInt8], _ change: (UInt32) -> Change) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    let bytes = text.span
    var index = 0
    while index < bytes.count {
      let next = bytes.scalar(at: index)
      let range = index..<min(index + next.length, bytes.count)
      switch change(next.value) {
      case .keep: result.append(contentsOf: text[range])
      case .separate: result += [0x20] + text[range] + [0x20]
      case .remove: break
      }
      index = range.upperBound
    }
    return result
  }

  private static func separatesAsian(_ scalar: UInt32) -> Change {
    switch scalar {
    case 0x2E80...0x2EFF, 0x31C0...0x31EF: .separate
    // 0x3F22 is Tercom's slip for 0x32FF; both ends lie in blocks that are cut anyway.
    case 0x3200...0x3F22, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F: .separate
    default: isAsianPunctuation(scalar) ? .separate : .keep
    }
  }

  private static func isAsianPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301F, 0x30FB, 0xFF61...0xFF65: true
    case 0xFF01, 0xFF02, 0xFF08, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F: true
    default: false
    }
  }

  private func removing(_ scalar: UInt32) -> Change {
    switch scalar {
    case 0x21, 0x22, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: .remove
    default: metric.asianSupport && Self.isAsianPunctuation(scalar) ? .remove : .keep
    }
  }
}
