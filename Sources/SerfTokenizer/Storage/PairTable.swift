/// Two neighbouring token ids, ordered by the left one, then by the right one.
struct TokenPair: Hashable, Comparable, Sendable {
  let left: Int32
  let right: Int32

  /// Both in 64 bits. Ids are never negative, so that keys sort as pairs do and none is `UInt64.max`.
  var key: UInt64 { UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)) }

  static func < (a: TokenPair, b: TokenPair) -> Bool { a.key < b.key }
}

/// A map from pairs of token ids to values, in open addressing.
/// - Invariant: the number of slots is a power of two, at most half of them in use; `UInt64.max` marks a free one.
struct PairTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value]
  private let free: Value
  private(set) var count = 0

  /// - Parameter free: what unused slots hold; never returned.
  init(free: Value, minimumCapacity: Int = 32) {
    var size = 64
    while size < minimumCapacity * 2 { size *= 2 }
    self.free = free
    keys = Array(repeating: .max, count: size)
    values = Array(repeating: free, count: size)
  }

  subscript(pair: TokenPair) -> Value? {
    let slot = slot(of: pair.key)
    return keys[slot] == .max ? nil : values[slot]
  }

  /// The value of `pair`, or `value`, which is then stored.
  mutating func insert(_ value: Value, for pair: TokenPair) -> (value: Value, isNew: Bool) {
    let slot = slot(of: pair.key)
    if keys[slot] != .max { return (values[slot], false) }
    keys[slot] = pair.key
    values[slot] = value
    count += 1
    if count * 2 > keys.count { grow() }
    return (value, true)
  }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: ByteHash.hash(key)) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = Array(repeating: .max, count: old.0.count * 2)
    values = Array(repeating: free, count: old.0.count * 2)
    for (key, value) in zip(old.0, old.1) where key != .max {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
