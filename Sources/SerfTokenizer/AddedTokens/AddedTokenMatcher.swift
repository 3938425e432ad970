/// Finds added tokens in a text: the leftmost first, of those that begin at one place the longest.
struct AddedTokenMatcher: Sendable {
  private let tokens: [AddedToken]
  private let trie: TokenTrie
  /// Whether some token begins with a byte.
  private let begins: [Bool]

  /// nil when there is nothing to look for.
  /// - Parameter spellings: tokens with what is looked for; of two with one spelling the first counts.
  init?(_ spellings: [(token: AddedToken, utf8: [UInt8])]) {
    var entries: [(id: Int32, token: [UInt8])] = []
    var seen: Set<[UInt8]> = []
    var begins = [Bool](repeating: false, count: 256)
    for (index, spelling) in spellings.enumerated() {
      guard let first = spelling.utf8.first, seen.insert(spelling.utf8).inserted else { continue }
      entries.append((Int32(index), spelling.utf8))
      begins[Int(first)] = true
    }
    guard !entries.isEmpty else { return nil }
    tokens = spellings.map(\.token)
    trie = TokenTrie(of: Vocabulary(entries: entries))
    self.begins = begins
  }

  /// A stretch of the text: an added token, or what is between.
  struct Part {
    let range: Range<Int>
    /// nil for text.
    let id: Int32?
  }

  /// The parts of a text, in order and without gaps.
  func parts(of utf8: Span<UInt8>) -> [Part] {
    var parts: [Part] = []
    var written = 0
    var position = 0
    while position < utf8.count {
      guard begins[Int(utf8[position])], let (token, end) = match(utf8, at: position) else {
        position += 1
        continue
      }
      let found = position..<end
      position = end
      if token.isSingleWord, Self.touchesWord(utf8, found) { continue }
      let start = token.stripsLeft ? max(written, Self.spaceStart(utf8, before: found.lowerBound)) : found.lowerBound
      let stop = token.stripsRight ? Self.spaceEnd(utf8, from: found.upperBound) : found.upperBound
      if written < start { parts.append(Part(range: written..<start, id: nil)) }
      // A token that begins inside white space which the one before it took has what is left.
      parts.append(Part(range: min(start, stop)..<stop, id: token.id))
      written = stop
    }
    if written < utf8.count { parts.append(Part(range: written..<utf8.count, id: nil)) }
    return parts
  }

  private func match(_ utf8: Span<UInt8>, at start: Int) -> (AddedToken, Int)? {
    trie.longestToken(utf8, at: start).map { (tokens[Int($0.id)], $0.end) }
  }

  private static func touchesWord(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let classes = CharacterClasses.shared
    if range.lowerBound > 0 {
      let before = UTF8Layout.previous(utf8, before: range.lowerBound)
      if classes.isWord(UTF8Layout.scalar(utf8, at: before).point) { return true }
    }
    return range.upperBound < utf8.count && classes.isWord(UTF8Layout.scalar(utf8, at: range.upperBound).point)
  }

  private static func spaceStart(_ utf8: Span<UInt8>, before end: Int) -> Int {
    var start = end
    while start > 0 {
      let before = UTF8Layout.previous(utf8, before: start)
      guard CharacterClasses.shared.isWhiteSpace(UTF8Layout.scalar(utf8, at: before).point) else { break }
      start = before
    }
    return start
  }

  private static func spaceEnd(_ utf8: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < utf8.count {
      let (point, count) = UTF8Layout.scalar(utf8, at: end)
      guard CharacterClasses.shared.isWhiteSpace(point) else { break }
      end += count
    }
    return end
  }
}
