/// A token of a word.
struct CachedToken: Hashable, Sendable {
  let id: Int32
  /// Bytes of the word that it stands for; negative for one that shares them with the token behind it.
  var byteCount: Int32
}

/// The tokens of words seen lately, in bounded memory: when it is full, it begins anew.
struct WordCache: Sendable {
  /// Longer words are rare, and not worth the room.
  private static let maximumByteCount = 64
  /// Together about 20 MB a thread, the tables included.
  private static let maximumStorage = 4 << 20
  private static let maximumWords = 1 << 18
  private static let maximumTokens = 1 << 20

  private var words = ByteStringTable()
  private var tokens: [CachedToken] = []
  private var ends: [Int] = []

  /// Whether it keeps words of such a length.
  static func takes(_ word: Span<UInt8>) -> Bool { word.count <= maximumByteCount }

  /// Where the tokens of `word` lie, if it is here.
  func tokens(of word: Span<UInt8>) -> Range<Int>? {
    guard Self.takes(word), let index = words.index(of: word) else { return nil }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Appends cached tokens of a word that begins at `offset`.
  func append(_ range: Range<Int>, at offset: Int, to buffer: inout TokenBuffer) {
    var start = offset
    for position in range {
      let token = tokens[position]
      buffer.append(token.id, start..<start + Int(abs(token.byteCount)))
      if token.byteCount > 0 { start += Int(token.byteCount) }
    }
  }

  /// Calls `body` with cached tokens, and where in the word each begins and ends.
  func forEach(_ range: Range<Int>, _ body: (CachedToken, _ start: Int, _ end: Int) -> Void) {
    var start = 0
    for position in range {
      let end = start + Int(abs(tokens[position].byteCount))
      body(tokens[position], start, end)
      if tokens[position].byteCount > 0 { start = end }
    }
  }

  /// Appends the tokens of a word if they are here.
  func replay(_ word: Span<UInt8>, at offset: Int, to buffer: inout TokenBuffer) -> Bool {
    guard let known = tokens(of: word) else { return false }
    append(known, at: offset, to: &buffer)
    return true
  }

  mutating func store(_ found: some Sequence<CachedToken>, of word: Span<UInt8>) {
    guard Self.takes(word) else { return }
    let isFull =
      words.storage.count > Self.maximumStorage || words.count >= Self.maximumWords
      || tokens.count > Self.maximumTokens
    if isFull {
      words.removeAll()
      tokens.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }
    guard words.insert(word).isNew else { return }
    tokens.append(contentsOf: found)
    ends.append(tokens.count)
  }
}
