import Glibc

/// A set of byte strings, numbered from 0 in the order in which they came.
///
/// The strings lie end to end in one buffer, so that a hundred thousand of them are four allocations. Keys are bytes,
/// never `String`: Swift holds two spellings of é equal, a vocabulary must not.
/// - Invariant: `slots` has a power of two of entries, at most half of them in use, each 0 (free) or 1 + an index with
///   the upper half of the string's hash above it.
struct ByteStringTable: Sendable {
  private(set) var storage: [UInt8] = []
  private var ends: [Int] = []
  private var slots: [UInt64]

  /// - Parameters:
  ///   - capacity: strings for which there is room at first.
  ///   - byteCount: their bytes in all.
  init(capacity: Int = 0, byteCount: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    ends.reserveCapacity(capacity)
    storage.reserveCapacity(byteCount)
  }

  var count: Int { ends.count }

  /// Where string `index` lies in `storage`.
  func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  subscript(index: Int) -> [UInt8] { Array(storage[range(of: index)]) }
}

// MARK: - Finding and adding
extension ByteStringTable {
  /// The number of `key`, if it is here.
  func index(of key: Span<UInt8>) -> Int? {
    let value = slots[slot(of: key, hash: ByteHash.hash(key))]
    return value == 0 ? nil : Self.index(in: value)
  }

  /// Whether string `index` is two stretches of `storage` end to end; false where there is no such string.
  func holds(_ left: Range<Int>, _ right: Range<Int>, at index: Int) -> Bool {
    guard ends.indices.contains(index) else { return false }
    let range = range(of: index)
    guard range.count == left.count + right.count else { return false }
    let border = range.lowerBound + left.count
    let whole = storage.span
    return Self.areEqual(whole.extracting(left), whole.extracting(range.lowerBound..<border))
      && Self.areEqual(whole.extracting(right), whole.extracting(border..<range.upperBound))
  }

  /// The number of `key`, which is added when it is new.
  mutating func insert(_ key: Span<UInt8>) -> (index: Int, isNew: Bool) {
    let hash = ByteHash.hash(key)
    let slot = slot(of: key, hash: hash)
    if slots[slot] != 0 { return (Self.index(in: slots[slot]), false) }
    let index = ends.count
    precondition(index < Int32.max - 1, "2^31 distinct byte strings")
    // Unsafe: the bytes are copied before the closure returns.
    unsafe key.withUnsafeBufferPointer { unsafe storage.append(contentsOf: $0) }
    ends.append(storage.count)
    slots[slot] = hash & Self.upperHalf | UInt64(index + 1)
    if ends.count * 2 > slots.count { grow() }
    return (index, true)
  }

  /// Forgets all strings but keeps the room.
  mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

  @inline(__always)
  private static func index(in slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

  /// The slot that holds `key`, or the free one where it would go.
  private func slot(of key: Span<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if (slots[slot] ^ hash) & Self.upperHalf == 0, matches(key, Self.index(in: slots[slot])) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func matches(_ key: Span<UInt8>, _ index: Int) -> Bool {
    let range = range(of: index)
    return range.count == key.count && Self.areEqual(key, storage.span.extracting(range))
  }

  /// - Precondition: both have as many bytes.
  @inline(__always)
  private static func areEqual(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    // Unsafe: `count` bytes of each are read before the closures return.
    unsafe a.withUnsafeBytes { a in
      unsafe b.withUnsafeBytes { b in
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }
        return unsafe memcmp(first, second, b.count) == 0
      }
    }
  }

  private mutating func grow() { slots = largerSlots() }

  private func largerSlots() -> [UInt64] {
    var larger: [UInt64] = Array(repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    let whole = storage.span
    for index in ends.indices {
      let hash = ByteHash.hash(whole.extracting(range(of: index)))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = hash & Self.upperHalf | UInt64(index + 1)
    }
    return larger
  }
}
