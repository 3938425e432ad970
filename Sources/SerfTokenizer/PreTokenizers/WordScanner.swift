/// The split patterns of well-known models, written out by hand: each gives the pieces that its regular expression
/// gives, at many times the speed. A property test holds them to ICU's regular expressions.
///
/// Every character is in some piece, so that the pieces cover the text.
struct WordScanner: Sendable, Hashable {
  enum Rule: Sendable, Hashable {
    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    case gpt2
    /// `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,k}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
    case llama3
    /// Words begin with capitals and go on with small letters, and take a contraction along.
    case o200k
  }

  let rule: Rule
  /// Digits in a piece at most.
  let digitLimit: Int
  private let classes = CharacterClasses.shared

  private init(_ rule: Rule, digitLimit: Int) {
    self.rule = rule
    self.digitLimit = digitLimit
  }

  static func == (a: WordScanner, b: WordScanner) -> Bool { a.rule == b.rule && a.digitLimit == b.digitLimit }

  func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(digitLimit)
  }

  static let gpt2 = WordScanner(.gpt2, digitLimit: .max)

  /// Calls `body` with each piece.
  @inline(__always)
  func forEachPiece(of utf8: Span<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    TextBytes.with(utf8) { text in
      var start = range.lowerBound
      while start < range.upperBound {
        let end = self.end(of: text, from: start, to: range.upperBound)
        body(start..<end)
        start = end
      }
    }
  }

  /// Where the piece that begins at `start` ends.
  @inline(__always)
  func end(of text: TextBytes, from start: Int, to limit: Int) -> Int {
    switch rule {
    case .gpt2: gpt2End(text, start, limit)
    case .llama3: llama3End(text, start, limit)
    case .o200k: o200kEnd(text, start, limit)
    }
  }
}

// MARK: - The patterns as files have them
extension WordScanner {
  static let gpt2Pattern = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
  static let llama3Pattern =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  static let o200kPattern = [
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#,
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#,
    #"\p{N}{1,3}"#, #" ?[^\s\p{L}\p{N}]+[\r\n/]*"#, #"\s*[\r\n]+"#, #"\s+(?!\S)"#, #"\s+"#,
  ].joined(separator: "|")
  /// The scanner of a pattern; nil of one that is not known.
  init?(pattern: String) {
    let oneDigit = Self.llama3Pattern.replacing(#"\p{N}{1,3}"#, with: #"\p{N}"#)
    switch pattern {
    case Self.gpt2Pattern: self = .gpt2
    case Self.llama3Pattern: self.init(.llama3, digitLimit: 3)
    case oneDigit: self.init(.llama3, digitLimit: 1)
    case Self.o200kPattern: self.init(.o200k, digitLimit: 3)
    default: return nil
    }
  }
}

// MARK: - Parts of patterns
extension WordScanner {
  /// What a character is to these patterns.
  private enum Kind { case letter, number, space, other }

  @inline(__always)
  private func kind(_ point: UInt32) -> Kind {
    if classes.isLetter(point) { return .letter }
    if classes.isWhiteSpace(point) { return .space }
    return classes.isNumber(point) ? .number : .other
  }

  /// The end of the run of characters of a kind.
  @inline(__always)
  private func run(_ text: TextBytes, _ start: Int, _ limit: Int, _ wanted: Kind) -> Int {
    var position = start
    while position < limit {
      let (point, count) = text.scalar(at: position)
      guard kind(point) == wanted else { break }
      position &+= count
    }
    return position
  }

  /// The end of the run of letters, eight at a time where they are ASCII.
  @inline(__always)
  private func letters(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    var position = start
    while position &+ 8 <= text.readableCount {
      let count = TextBytes.leadingLetters(text.word(at: position))
      position &+= count
      // What lies behind the limit may be letters, too.
      guard position < limit else { return limit }
      if count == 8 { continue }
      return text[position] < 0x80 ? position : otherLetters(text, position, limit)
    }
    return otherLetters(text, position, limit)
  }

  /// The same, character by character.
  @inline(never)
  private func otherLetters(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int { run(text, start, limit, .letter) }

  /// `\s+(?!\S)|\s+`: a run of white space but its last character, which goes to the word that follows.
  private func spaces(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let end = run(text, start, limit, .space)
    guard end < limit else { return end }
    var last = end - 1
    while last > start, UTF8Layout.isContinuation(text[last]) { last -= 1 }
    return last > start ? last : end
  }

  /// The end of the last line break in the run of white space from `start` on; nil when it has none.
  private func lastLineBreak(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int? {
    let end = run(text, start, limit, .space)
    var position = end
    while position > start {
      if text[position - 1] == 0x0A || text[position - 1] == 0x0D { return position }
      position -= 1
    }
    return nil
  }

  /// Bytes of a contraction at `start`, small letters alone; 0 for none.
  @inline(__always)
  private func contraction(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    guard start + 1 < limit, text[start] == UInt8(ascii: "'") else { return 0 }
    switch text[start + 1] {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"): return start + 2 < limit && text[start + 2] == UInt8(ascii: "e") ? 3 : 0
    case UInt8(ascii: "l"): return start + 2 < limit && text[start + 2] == UInt8(ascii: "l") ? 3 : 0
    default: return 0
    }
  }

  /// The same without regard to case, in which ſ is an s.
  @inline(__always)
  private func foldedContraction(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    guard start + 1 < limit, text[start] == UInt8(ascii: "'") else { return 0 }
    let third = start + 2 < limit ? text[start + 2] | 0x20 : 0
    switch text[start + 1] | 0x20 {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return third == UInt8(ascii: "e") ? 3 : 0
    case UInt8(ascii: "l"):
      return third == UInt8(ascii: "l") ? 3 : 0
    default: return text[start + 1] == 0xC5 && start + 2 < limit && text[start + 2] == 0xBF ? 3 : 0
    }
  }
}

// MARK: - One pattern each
extension WordScanner {
  /// A blank or nothing, and letters of ASCII, are what most words are.
  @inline(__always)
  func gpt2End(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let position = text[start] == UInt8(ascii: " ") ? start &+ 1 : start
    if position < limit, text[position] | 0x20 &- UInt8(ascii: "a") < 26 { return letters(text, position &+ 1, limit) }
    return gpt2OtherEnd(text, start, limit)
  }

  private func gpt2OtherEnd(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let first = text[start]
    var position = start
    if first == UInt8(ascii: " "), start + 1 < limit {
      position = start + 1
    } else if first == UInt8(ascii: "'") {
      let count = contraction(text, start, limit)
      if count > 0 { return start + count }
    }
    let (point, count) = text.scalar(at: position)
    switch kind(point) {
    case .letter: return letters(text, position + count, limit)
    case .number: return run(text, position + count, limit, .number)
    case .other: return run(text, position + count, limit, .other)
    case .space: return spaces(text, start, limit)
    }
  }

  @inline(__always)
  func llama3End(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let position = text[start] == UInt8(ascii: " ") ? start &+ 1 : start
    if position < limit, text[position] | 0x20 &- UInt8(ascii: "a") < 26 { return letters(text, position &+ 1, limit) }
    return llama3OtherEnd(text, start, limit)
  }

  private func llama3OtherEnd(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let (point, count) = text.scalar(at: start)
    if point == 0x27 {
      let count = foldedContraction(text, start, limit)
      if count > 0 { return start + count }
    }
    let kind = kind(point)
    switch kind {
    case .letter: return letters(text, start + count, limit)
    case .number: return digits(text, start + count, limit)
    case .space, .other: break
    }
    let next = start + count
    if point != 0x0A, point != 0x0D, next < limit {
      let (second, secondCount) = text.scalar(at: next)
      let secondKind = self.kind(second)
      if secondKind == .letter { return letters(text, next + secondCount, limit) }
      if point == 0x20, secondKind == .other {
        return lineBreaks(text, run(text, next + secondCount, limit, .other), limit, orSlash: false)
      }
    }
    if kind == .other { return lineBreaks(text, run(text, next, limit, .other), limit, orSlash: false) }
    return lastLineBreak(text, start, limit) ?? spaces(text, start, limit)
  }

  private func digits(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    var position = start
    var left = digitLimit - 1
    while left > 0, position < limit {
      let (point, count) = text.scalar(at: position)
      guard kind(point) == .number else { break }
      position += count
      left -= 1
    }
    return position
  }

  /// `[\r\n]*` or `[\r\n/]*`.
  private func lineBreaks(_ text: TextBytes, _ start: Int, _ limit: Int, orSlash: Bool) -> Int {
    var position = start
    while position < limit {
      let byte = text[position]
      guard byte == 0x0A || byte == 0x0D || orSlash && byte == UInt8(ascii: "/") else { break }
      position += 1
    }
    return position
  }

  /// A blank or nothing, and small letters of ASCII, perhaps behind one capital, are what most words are.
  @inline(__always)
  func o200kEnd(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let position = text[start] == UInt8(ascii: " ") ? start &+ 1 : start
    if position &+ 9 <= text.readableCount, position < limit, text[position] | 0x20 &- UInt8(ascii: "a") < 26 {
      let end = position &+ 1 &+ TextBytes.leadingSmallLetters(text.word(at: position &+ 1))
      // A capital alone may be followed by others; marks and contractions belong to the word.
      if end > position &+ 1 || text[position] >= UInt8(ascii: "a"), end < position &+ 9, end < limit,
        text[end] < 0x80, text[end] != UInt8(ascii: "'")
      {
        return end
      }
    }
    return o200kOtherEnd(text, start, limit)
  }

  private func o200kOtherEnd(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    let (point, count) = text.scalar(at: start)
    let kind = kind(point)
    if kind == .number { return digits(text, start + count, limit) }
    let next = start + count
    let mayBePrefix = kind != .letter && point != 0x0A && point != 0x0D && next < limit
    let end =
      (mayBePrefix ? smallWord(text, next, limit) : nil) ?? smallWord(text, start, limit)
      ?? (mayBePrefix ? capitalWord(text, next, limit) : nil) ?? capitalWord(text, start, limit)
    if let end { return end + foldedContraction(text, end, limit) }
    if kind == .other { return lineBreaks(text, run(text, next, limit, .other), limit, orSlash: true) }
    if point == 0x20, next < limit, self.kind(text.scalar(at: next).point) == .other {
      return lineBreaks(text, run(text, next, limit, .other), limit, orSlash: true)
    }
    return lastLineBreak(text, start, limit) ?? spaces(text, start, limit)
  }

  /// Whether a character may begin a word (capitals, and letters and marks without case), and whether it may end one.
  @inline(__always)
  private func wordRoles(_ point: UInt32) -> (begins: Bool, ends: Bool) {
    if point < 0x80 { return ((0x41...0x5A).contains(point), (0x61...0x7A).contains(point)) }
    switch classes.category(point) {
    case CharacterClasses.Category.uppercase, CharacterClasses.Category.titlecase: return (true, false)
    case CharacterClasses.Category.lowercase: return (false, true)
    case CharacterClasses.Category.modifierLetter...CharacterClasses.Category.spacingMark: return (true, true)
    default: return (false, false)
    }
  }

  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+`: of the first run as much as leaves the second one
  /// character.
  @inline(__always)
  private func smallWord(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int? {
    var position = start
    var lastOfBoth: Int?
    while position < limit {
      let (point, count) = text.scalar(at: position)
      let roles = wordRoles(point)
      guard roles.begins else {
        guard roles.ends else { break }
        return endings(text, position + count, limit)
      }
      position += count
      if roles.ends { lastOfBoth = position }
    }
    return lastOfBoth
  }

  @inline(__always)
  private func endings(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int {
    var position = start
    while position < limit {
      let (point, count) = text.scalar(at: position)
      guard wordRoles(point).ends else { break }
      position += count
    }
    return position
  }

  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+`, where no small letter follows.
  @inline(__always)
  private func capitalWord(_ text: TextBytes, _ start: Int, _ limit: Int) -> Int? {
    var position = start
    while position < limit {
      let (point, count) = text.scalar(at: position)
      guard wordRoles(point).begins else { break }
      position += count
    }
    return position > start ? position : nil
  }
}
