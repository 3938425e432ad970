/// How often each n-gram occurs in one text, to be compared with how often it occurs in another.
///
/// An n-gram is its first n − 1 tokens, known by the slot that they have, and its last token; so an n-gram of any order
/// is one number of 64 bits, and equal n-grams share a slot. An n-gram that is not there has no longer one that is.
/// - Invariant: fewer than half of the slots are taken.
struct NGramTable {
  private struct Slot {
    var key: UInt64 = 0
    var generation: UInt32 = 0
    /// The text that `count` belongs to.
    var round: UInt32 = 0
    /// Occurrences in that text so far.
    var count: UInt32 = 0
    /// The most occurrences in any one of the texts that were added.
    var limit: UInt32 = 0
  }

  private var slots: [Slot] = []
  private var shift: UInt64 = 64
  private var generation: UInt32 = 0
  private var round: UInt32 = 0

  /// The prefix of a single token.
  private static let root: UInt64 = 0xFFFF_FFFF

  /// Forgets all n-grams.
  /// - Parameter nGramCount: at most so many are added before the next call.
  mutating func reset(nGramCount: Int) {
    generation &+= 1
    let needed = max(256, nGramCount * 2 + 1)
    guard slots.count < needed || generation == 0 else { return }
    let bits = Int.bitWidth - (max(needed, slots.count) - 1).leadingZeroBitCount
    slots = [Slot](repeating: Slot(), count: 1 << bits)
    shift = UInt64(64 - bits)
    generation = 1
  }

  /// Adds the n-grams of a text. Of several texts the one with most occurrences counts, n-gram by n-gram.
  mutating func add(_ tokens: [UInt32], maxOrder: Int) {
    round &+= 1
    for start in tokens.indices {
      var prefix = Self.root
      for index in start..<min(tokens.count, start + maxOrder) {
        let place = insert(prefix << 32 | UInt64(tokens[index]))
        let count = slots[place].round == round ? slots[place].count + 1 : 1
        slots[place].round = round
        slots[place].count = count
        slots[place].limit = max(slots[place].limit, count)
        prefix = UInt64(place)
      }
    }
  }

  /// Adds to `matches`, order after order, how many n-grams of a text were also added, each at most as often as it was.
  mutating func countMatches(_ tokens: [UInt32], maxOrder: Int, into matches: inout [Int]) {
    round &+= 1
    for start in tokens.indices {
      var prefix = Self.root
      for index in start..<min(tokens.count, start + maxOrder) {
        guard let place = find(prefix << 32 | UInt64(tokens[index])) else { break }
        let count = slots[place].round == round ? slots[place].count : 0
        if count < slots[place].limit {
          slots[place].round = round
          slots[place].count = count + 1
          matches[index - start] += 1
        }
        prefix = UInt64(place)
      }
    }
  }

  @inline(__always)
  private func find(_ key: UInt64) -> Int? {
    var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[place].generation == generation {
      if slots[place].key == key { return place }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(__always)
  private mutating func insert(_ key: UInt64) -> Int {
    var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[place].generation == generation {
      if slots[place].key == key { return place }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Slot(key: key, generation: generation)
    return place
  }
}
