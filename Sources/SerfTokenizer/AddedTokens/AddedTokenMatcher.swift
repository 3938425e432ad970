/// Finds added tokens in a text: the leftmost first, of those that begin at one place the longest.
struct AddedTokenMatcher: Sendable {
  private let tokens: [AddedToken]
  private let trie: TokenTrie
  private let firstBytes: FirstBytes

  /// nil when there is nothing to look for.
  /// - Parameter spellings: tokens with what is looked for; of two with one spelling the first counts.
  init?(_ spellings: [(token: AddedToken, utf8: [UInt8])]) {
    var entries: [(id: Int32, token: [UInt8])] = []
    var seen: Set<[UInt8]> = []
    var first: Set<UInt8> = []
    for (index, spelling) in spellings.enumerated() {
      guard let byte = spelling.utf8.first, seen.insert(spelling.utf8).inserted else { continue }
      entries.append((Int32(index), spelling.utf8))
      first.insert(byte)
    }
    guard !entries.isEmpty else { return nil }
    tokens = spellings.map(\.token)
    trie = TokenTrie(of: Vocabulary(entries: entries))
    firstBytes = FirstBytes(first)
  }

  /// A stretch of the text: an added token, or what is between.
  struct Part {
    let range: Range<Int>
    /// nil for text.
    let id: Int32?
  }

  /// The parts of a text, in order and without gaps.
  @inline(__always)
  func forEachPart<Failure: Error>(
    of utf8: Span<UInt8>, _ body: (Part) throws(Failure) -> Void
  ) throws(Failure) {
    var written = 0
    var position = 0
    while let (found, token) = next(in: utf8, from: position) {
      position = found.upperBound
      let start = token.stripsLeft ? max(written, Self.spaceStart(utf8, before: found.lowerBound)) : found.lowerBound
      let stop = token.stripsRight ? Self.spaceEnd(utf8, from: found.upperBound) : found.upperBound
      if written < start { try body(Part(range: written..<start, id: nil)) }
      // A token that begins inside white space which the one before it took has what is left.
      try body(Part(range: min(start, stop)..<stop, id: token.id))
      written = stop
    }
    if written < utf8.count { try body(Part(range: written..<utf8.count, id: nil)) }
  }

  /// The first token that counts from a place on.
  private func next(in utf8: Span<UInt8>, from start: Int) -> (range: Range<Int>, token: AddedToken)? {
    var position = start
    while let candidate = firstBytes.next(in: utf8, from: position) {
      guard let (token, end) = match(utf8, at: candidate) else {
        position = candidate + 1
        continue
      }
      position = end
      if !token.isSingleWord || !Self.touchesWord(utf8, candidate..<end) { return (candidate..<end, token) }
    }
    return nil
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
