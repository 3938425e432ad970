/// Buffers for cutting one word at a time, and the words cut lately. ``Pool`` lends it to one caller at a time.
struct BytePairWorkspace: Sendable {
  /// A token of the word, linked to its neighbours by their places; -1 ends the list. One that was merged into its
  /// left neighbour has no bytes.
  struct Symbol: Sendable {
    var id: Int32
    var byteCount: Int32
    var previous: Int32
    var next: Int32
  }

  /// A merge that applies at a place: the earliest learnt comes first, then the leftmost.
  struct Candidate: Comparable, Sendable {
    let rank: Int32
    let position: Int32
    let product: Int32

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.rank != b.rank ? a.rank < b.rank : a.position < b.position
    }
  }

  var symbols: [Symbol] = []
  var heap = MinHeap<Candidate>()
  var cache = WordCache()

  mutating func append(_ id: Int32, byteCount: Int) {
    let position = Int32(symbols.count)
    if position > 0 { symbols[symbols.count - 1].next = position }
    symbols.append(Symbol(id: id, byteCount: Int32(byteCount), previous: position - 1, next: -1))
  }

  /// Takes out the symbols that were merged into others.
  mutating func compact() { symbols.removeAll { $0.byteCount == 0 } }
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
  private var tokens: [(id: Int32, byteCount: Int32)] = []
  private var ends: [Int] = []

  /// Where the tokens of `word` lie, if it is here.
  func tokens(of word: Span<UInt8>) -> Range<Int>? {
    guard word.count <= Self.maximumByteCount, let index = words.index(of: word) else { return nil }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Appends cached tokens of a word that begins at `offset`.
  func append(_ range: Range<Int>, at offset: Int, to buffer: inout TokenBuffer) {
    var start = offset
    for position in range {
      let token = tokens[position]
      buffer.append(token.id, start..<start + Int(token.byteCount))
      start += Int(token.byteCount)
    }
  }

  mutating func store(_ symbols: [BytePairWorkspace.Symbol], of word: Span<UInt8>) {
    guard word.count <= Self.maximumByteCount else { return }
    let isFull =
      words.storage.count > Self.maximumStorage || words.count >= Self.maximumWords
      || tokens.count > Self.maximumTokens
    if isFull {
      words.removeAll()
      tokens.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }
    guard words.insert(word).isNew else { return }
    for symbol in symbols { tokens.append((symbol.id, symbol.byteCount)) }
    ends.append(tokens.count)
  }
}
