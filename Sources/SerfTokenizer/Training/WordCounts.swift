/// How often each word occurs, in 64 bits.
///
/// Words lie end to end in one buffer, in the order in which they came; an open-addressing table finds them. Most words
/// have eight bytes at most and are told apart by the entry alone.
/// - Invariant: `slots` has a power of two of entries, at most half of them in use: 0, or the upper half of a word's
///   hash above 1 + its number.
struct WordCounts: Sendable {
  private struct Entry: Sendable {
    /// The first eight bytes, zeros behind a shorter word.
    let head: UInt64
    let start: Int
    let byteCount: Int
    var count: Int
  }

  private(set) var storage: [UInt8] = []
  private var entries: [Entry] = []
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private let hash = WordHash()

  /// Distinct words.
  var count: Int { entries.count }

  /// Where word `index` lies in ``storage``.
  func range(of index: Int) -> Range<Int> {
    let entry = entries[index]
    return entry.start..<entry.start + entry.byteCount
  }

  /// How often word `index` occurs.
  func count(of index: Int) -> Int { entries[index].count }

  /// Memory that these words take here and, as symbols, in a learner. Unit: bytes.
  var byteCount: Int { entries.count * (MemoryLayout<Entry>.stride + 16) + storage.count * 33 }
}

// MARK: - Counting
extension WordCounts {
  /// Counts one word.
  mutating func add(_ word: Span<UInt8>, count: Int) { add(word, 0..<word.count, count: count) }

  /// Counts the words of a text.
  mutating func add(_ text: Span<UInt8>, pieces: [Range<Int>]) {
    for piece in pieces { add(text, piece, count: 1) }
  }

  /// Adds the counts of other words, in their order.
  mutating func add(_ other: WordCounts) {
    let text = other.storage.span
    for index in 0..<other.count { add(text, other.range(of: index), count: other.count(of: index)) }
  }

  private mutating func add(_ text: Span<UInt8>, _ word: Range<Int>, count: Int) {
    guard !word.isEmpty else { return }
    let head = WordHash.head(of: text, word)
    let hash = hash(text, word, head: head)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if found & 0xFFFF_FFFF_0000_0000 == tag {
        let index = Int(found & 0xFFFF_FFFF) - 1
        if entries[index].head == head, entries[index].byteCount == word.count,
          word.count <= 8 || matches(text, word, entries[index].start)
        {
          entries[index].count += count
          return
        }
      }
      slot = (slot + 1) & mask
    }
    insert(text, word, head: head, count: count, tag: tag, at: slot)
  }

  private mutating func insert(
    _ text: Span<UInt8>, _ word: Range<Int>, head: UInt64, count: Int, tag: UInt64, at slot: Int
  ) {
    precondition(entries.count < Int(UInt32.max), "2^32 distinct words")
    entries.append(Entry(head: head, start: storage.count, byteCount: word.count, count: count))
    for position in word { storage.append(text[position]) }
    slots[slot] = tag | UInt64(entries.count)
    if entries.count * 2 > slots.count { grow() }
  }

  private func matches(_ text: Span<UInt8>, _ word: Range<Int>, _ start: Int) -> Bool {
    for offset in 8..<word.count where storage[start + offset] != text[word.lowerBound + offset] { return false }
    return true
  }

  private mutating func grow() { fillSlots(count: slots.count * 2) }

  private mutating func fillSlots(count: Int) {
    var filled: [UInt64] = Array(repeating: 0, count: count)
    let words = storage
    let text = words.span
    for (index, entry) in entries.enumerated() {
      let hash = hash(text, entry.start..<entry.start + entry.byteCount, head: entry.head)
      var slot = Int(truncatingIfNeeded: hash) & (count - 1)
      while filled[slot] != 0 { slot = (slot + 1) & (count - 1) }
      filled[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
    }
    slots = filled
  }
}

// MARK: - Forgetting
extension WordCounts {
  /// Drops the rarest words, those counted once, then those counted up to twice and so on, until the others take half
  /// of `limit` at most.
  /// - Returns: how many words were dropped, and how often they had occurred.
  mutating func dropRarest(untilHalfOf limit: Int) -> (words: Int, occurrences: Int) {
    var dropped = (words: 0, occurrences: 0)
    var most = 1
    while byteCount > limit / 2, count > 0 {
      let all = self
      var kept = WordCounts()
      let text = all.storage.span
      for entry in all.entries {
        if entry.count > most {
          kept.add(text, entry.start..<entry.start + entry.byteCount, count: entry.count)
        } else {
          dropped.words += 1
          dropped.occurrences += entry.count
        }
      }
      self = kept
      most *= 2
    }
    return dropped
  }
}

/// A hash of words, seeded afresh in each process, so that a hostile text can't prepare collisions. No result depends
/// on it.
private struct WordHash: Sendable {
  private let seed = ByteHash.hash(0, seed: ByteHash.seed)

  /// The first eight bytes of a word as a number, zeros in place of bytes that it doesn't have.
  static func head(of text: Span<UInt8>, _ word: Range<Int>) -> UInt64 {
    if word.lowerBound + 8 <= text.count {
      // Unsafe: reads any eight bytes as a number, which every pattern is; they lie in the text.
      let bytes = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: word.lowerBound, as: UInt64.self)
      return word.count >= 8 ? bytes : bytes & ((1 << UInt64(word.count * 8)) - 1)
    }
    var head: UInt64 = 0
    for (shift, position) in word.prefix(8).enumerated() { head |= UInt64(text[position]) << UInt64(shift * 8) }
    return head
  }

  func callAsFunction(_ text: Span<UInt8>, _ word: Range<Int>, head: UInt64) -> UInt64 {
    var state = mix(seed ^ head, 0xA076_1D64_78BD_642F ^ UInt64(truncatingIfNeeded: word.count))
    var position = word.lowerBound + 8
    while position < word.upperBound {
      // The last eight bytes may be some of those before.
      let next = min(position, word.upperBound - 8)
      state = mix(state ^ Self.head(of: text, next..<next + 8), 0xE703_7ED1_A0B4_28DB)
      position += 8
    }
    return state
  }

  private func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right | 1)
    return product.high ^ product.low
  }
}
