/// Pairs of neighbouring symbols: how often each occurs, and at which places it was seen.
///
/// Everything about a pair is in its slot of 32 bytes, so that a pair costs one cache line, and its places lie side by
/// side: training is bound by memory, and a fifth of it went into following places in linked lists.
/// - Invariant: the number of slots is a power of two, at most half of them in use; `UInt64.max` marks a free one.
struct PairCounts {
  /// A pair's count, and the `placeCount` entries of ``places`` from `firstPlace` on that are its own.
  struct Slot {
    var key: UInt64
    var count: Int
    var firstPlace: Int
    var placeCount: Int
  }

  private(set) var slots: [Slot]
  /// The places of all pairs, those of pairs long merged too.
  private(set) var places: [Int32] = []
  private var used = 0
  private static let free = Slot(key: .max, count: 0, firstPlace: 0, placeCount: 0)

  init() { slots = Array(repeating: Self.free, count: 1 << 12) }

  /// Where a pair is; nil when it has never occurred.
  func index(of pair: TokenPair) -> Int? {
    let index = slot(of: pair.key)
    return slots[index].key == .max ? nil : index
  }

  /// Where a pair is, which is entered with a count of 0 when it is new. Other indices are good until the next call.
  mutating func insert(_ pair: TokenPair) -> Int {
    var index = slot(of: pair.key)
    guard slots[index].key == .max else { return index }
    if used * 2 >= slots.count {
      grow()
      index = slot(of: pair.key)
    }
    slots[index].key = pair.key
    used += 1
    return index
  }

  mutating func add(_ count: Int, at index: Int) { slots[index].count += count }

  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: Self.hash(key)) & mask
    while slots[index].key != key, slots[index].key != .max { index = (index + 1) & mask }
    return index
  }

  /// The words are a user's own, so that keys need no secret seed here: a text that was made to collide slows its own
  /// training alone.
  private static func hash(_ key: UInt64) -> UInt64 {
    let product = (key ^ 0x2545_F491_4F6C_DD1D).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.free, count: old.count * 2)
    for slot in old where slot.key != .max { slots[self.slot(of: slot.key)] = slot }
  }
}

// MARK: - Places
extension PairCounts {
  /// Gives each pair as many places as it has been counted at (``countPlace(at:)``), to be filled by ``setPlace(_:at:)``.
  mutating func layOutPlaces() {
    var next = 0
    for index in slots.indices where slots[index].key != .max {
      slots[index].firstPlace = next
      next += slots[index].placeCount
      slots[index].placeCount = 0
    }
    places = Array(repeating: 0, count: next)
  }

  mutating func countPlace(at index: Int) { slots[index].placeCount += 1 }

  mutating func setPlace(_ place: Int32, at index: Int) {
    places[slots[index].firstPlace + slots[index].placeCount] = place
    slots[index].placeCount += 1
  }

  /// Makes room for more places of a pair, and returns where they go in ``places``.
  mutating func reservePlaces(_ count: Int, at index: Int) -> Int {
    let slot = slots[index]
    let start = places.count
    // A pair that has places already was made in a second way, which is rare; its places move to the end.
    for position in slot.firstPlace..<slot.firstPlace + slot.placeCount { places.append(places[position]) }
    places.append(contentsOf: repeatElement(0, count: count))
    slots[index].firstPlace = start
    slots[index].placeCount += count
    return start + slot.placeCount
  }

  mutating func fill(_ place: Int32, at position: Int) { places[position] = place }

  /// Puts places in the order of the text.
  mutating func sortPlaces(_ range: Range<Int>) {
    // They mostly are: only a pair that was made in two ways has them in two runs.
    if zip(places[range], places[range].dropFirst()).allSatisfy({ $0 <= $1 }) { return }
    places[range].sort()
  }

  /// Forgets count and places of a pair that is being merged, and gives the places.
  mutating func take(at index: Int) -> Range<Int> {
    let slot = slots[index]
    slots[index].count = 0
    slots[index].placeCount = 0
    return slot.firstPlace..<slot.firstPlace + slot.placeCount
  }
}

extension TokenPair {
  /// The pair of a ``key``.
  init(key: UInt64) {
    self.init(left: Int32(bitPattern: UInt32(key >> 32)), right: Int32(bitPattern: UInt32(truncatingIfNeeded: key)))
  }
}
