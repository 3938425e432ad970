/// Buffers for cutting one word at a time, and the words cut lately. ``Pool`` lends it to one caller at a time.
struct BytePairWorkspace: Sendable {
  /// A token of the word, linked to its neighbours by their places; -1 ends the list. One that was merged into its
  /// left neighbour has no bytes.
  struct Symbol: Sendable {
    var id: Int32
    var byteCount: Int32
    var previous: Int32
    var next: Int32

    var cached: CachedToken { CachedToken(id: id, byteCount: byteCount) }
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
  let short = ShortWordMerging()
  var cache = WordCache()

  /// The symbols as tokens.
  func forEachToken(_ body: (CachedToken) -> Void) {
    for symbol in symbols { body(symbol.cached) }
  }

  mutating func append(_ id: Int32, byteCount: Int) {
    let position = Int32(symbols.count)
    if position > 0 { symbols[symbols.count - 1].next = position }
    symbols.append(Symbol(id: id, byteCount: Int32(byteCount), previous: position - 1, next: -1))
  }

  /// Takes out the symbols that were merged into others.
  mutating func compact() { symbols.removeAll { $0.byteCount == 0 } }

  /// Takes bytes off the last symbols until all together have no more than so many.
  mutating func limitBytes(to count: Int) {
    var left = Int32(clamping: count)
    for index in symbols.indices {
      symbols[index].byteCount = min(symbols[index].byteCount, left)
      left -= symbols[index].byteCount
    }
  }
}
