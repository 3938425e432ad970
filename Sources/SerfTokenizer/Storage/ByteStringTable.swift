/// A set of byte strings, numbered from 0 in the order in which they came.
///
/// The strings lie end to end in one buffer, so that a hundred thousand of them are four allocations. Keys are bytes,
/// never `String`: Swift holds two spellings of é equal, a vocabulary must not.
/// - Invariant: `ends.count == hashes.count`; `slots` has a power of two of entries, at most half of them in use, each
///   0 (free) or 1 + an index.
struct ByteStringTable: Sendable {
  private(set) var storage: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  var count: Int { ends.count }

  /// Where string `index` lies in `storage`.
  func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  subscript(index: Int) -> [UInt8] { Array(storage[range(of: index)]) }
}

// MARK: - Finding and adding
extension ByteStringTable {
  /// The number of `key`, if it is here.
  func index(of key: Span<UInt8>) -> Int? {
    let slot = slot(of: key, hash: ByteHash.hash(key))
    return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
  }

  /// The number of `key`, which is added when it is new.
  mutating func insert(_ key: Span<UInt8>) -> (index: Int, isNew: Bool) {
    let hash = ByteHash.hash(key)
    let slot = slot(of: key, hash: hash)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    let index = ends.count
    precondition(index < Int32.max - 1, "2^31 distinct byte strings")
    for position in key.indices { storage.append(key[position]) }
    ends.append(storage.count)
    hashes.append(UInt32(truncatingIfNeeded: hash))
    slots[slot] = Int32(index + 1)
    if ends.count * 2 > slots.count { grow() }
    return (index, true)
  }

  /// Forgets all strings but keeps the room.
  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  /// The slot that holds `key`, or the free one where it would go.
  private func slot(of key: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == UInt32(truncatingIfNeeded: hash), matches(key, index) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func matches(_ key: Span<UInt8>, _ index: Int) -> Bool {
    let range = range(of: index)
    guard range.count == key.count else { return false }
    for position in key.indices where storage[range.lowerBound + position] != key[position] { return false }
    return true
  }

  private mutating func grow() { slots = slots(count: slots.count * 2) }

  private func slots(count: Int) -> [Int32] {
    var larger: [Int32] = Array(repeating: 0, count: count)
    let mask = larger.count - 1
    let whole = storage.span
    for index in ends.indices {
      let hash = ByteHash.hash(whole.extracting(range(of: index)))
      var slot = Int(truncatingIfNeeded: hash >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = Int32(index + 1)
    }
    return larger
  }
}
