/// How BLEU cuts a segment into tokens, by sacreBLEU's names.
public enum BLEUTokenization: String, Hashable, Sendable, CaseIterable {
  /// mteval-v13a, the standard of WMT and sacreBLEU's default: ASCII punctuation is cut off words, but not out of
  /// numbers; four XML entities are read.
  case mteval13a = "13a"
  /// mteval-v14's international tokenisation: punctuation and symbols of all scripts, by Unicode's categories.
  case international = "intl"
  /// Chinese: each Chinese character by itself, the rest as in ``mteval13a``.
  case chinese = "zh"
  /// Each character by itself: for languages that are written without blanks.
  case character = "char"
  /// At blanks alone: for texts that are tokenised already.
  case none
}

extension BLEUTokenization {
  /// Cuts a text into tokens, as sacreBLEU 2.6 does.
  /// - Parameter lowercase: whether capitals become small letters first, as Python's `str.lower()` makes them.
  public func tokens(of text: String, lowercase: Bool = false) -> [String] {
    var cutter = TokenCutter(tokenization: self, lowercase: lowercase)
    cutter.cut(text)
    return cutter.tokens.map { String(decoding: cutter.text[$0], as: UTF8.self) }
  }
}

/// Cuts segment after segment into tokens, in reused storage.
struct TokenCutter {
  let tokenization: BLEUTokenization
  let lowercase: Bool
  /// The text of the last segment as it was cut.
  private(set) var text: [UInt8] = []
  /// Where its tokens lie in it.
  private(set) var tokens: [Range<Int>] = []

  init(tokenization: BLEUTokenization, lowercase: Bool) {
    self.tokenization = tokenization
    self.lowercase = lowercase
  }

  mutating func cut(_ segment: String) {
    tokens.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: segment.utf8)
    if lowercase { text = PythonLowercase.lowercased(text.span) }
    text.removeSubrange(text.span.endWithoutWhitespace...)
    switch tokenization {
    case .mteval13a: removeMarkup()
    case .chinese: text.removeSubrange(..<text.span.startWithoutWhitespace)
    case .international, .character, .none: break
    }
    Self.append(tokenization, text, to: &tokens)
  }

  private static func append(_ tokenization: BLEUTokenization, _ text: [UInt8], to tokens: inout [Range<Int>]) {
    switch tokenization {
    case .mteval13a:
      PunctuationScanner(roles: WesternRoles(cutsChinese: false), hasMargins: true).scan(text.span, into: &tokens)
    case .international:
      PunctuationScanner(roles: InternationalRoles(), hasMargins: false).scan(text.span, into: &tokens)
    case .chinese:
      PunctuationScanner(roles: WesternRoles(cutsChinese: true), hasMargins: false).scan(text.span, into: &tokens)
    case .character: appendCharacters(of: text, to: &tokens)
    case .none: text.appendWords(to: &tokens)
    }
  }

  /// What mteval takes out before it cuts.
  private mutating func removeMarkup() {
    guard text.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 == 0x0A }) else { return }
    MarkupEntities.replace("<skipped>", with: "", in: &text)
    MarkupEntities.replace("-\n", with: "", in: &text)
    MarkupEntities.replace("\n", with: " ", in: &text)
    MarkupEntities.decode(&text)
  }

  private static func appendCharacters(of text: [UInt8], to tokens: inout [Range<Int>]) {
    let bytes = text.span
    var index = 0
    while index < bytes.count {
      let next = bytes.scalar(at: index)
      let end = min(index + next.length, bytes.count)
      if !PythonWhitespace.contains(next.value) { tokens.append(index..<end) }
      index = end
    }
  }
}
