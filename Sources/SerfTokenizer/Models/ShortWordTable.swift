/// The tokens of short words seen lately: two words a line of the processor's cache, in open addressing.
///
/// It grows with the words that it holds up to 16 MB, and begins anew when that is full; so memory is bounded, and
/// texts whose words all differ cost no more than a miss each.
/// - Invariant: `slots` points to `slotCount` slots of 32 bytes, a power of two, at most half of them in use: 16 bytes
///   of key (up to 15 of the word, zeros, the length), three ids, each one's end in the word, their number. A free slot
///   is zero. One thread at a time uses it.
@safe struct ShortWordTable {
  static let longestWord = 15
  static let mostTokens = 3
  private static let slotSize = 32
  private static let firstSlotCount = 1 << 13
  private static let mostSlots = 1 << 19

  private var slots: UnsafeMutableRawPointer
  private var mask: UInt64
  private var count = 0
  private let seed = ByteHash.seed
  /// 16 bytes 0xFF and 16 zeros: from `16 - n` on, the mask of n bytes.
  private let masks: UnsafeMutableRawPointer

  /// The caller calls ``deallocate()``.
  init() {
    unsafe slots = Self.zeroedSlots(Self.firstSlotCount)
    mask = UInt64(Self.firstSlotCount - 1)
    unsafe masks = .allocate(byteCount: 32, alignment: 16)
    unsafe masks.initializeMemory(as: UInt8.self, repeating: 0xFF, count: 16)
    unsafe (masks + 16).initializeMemory(as: UInt8.self, repeating: 0, count: 16)
  }

  func deallocate() {
    unsafe slots.deallocate()
    unsafe masks.deallocate()
  }

  private static func zeroedSlots(_ count: Int) -> UnsafeMutableRawPointer {
    let slots = UnsafeMutableRawPointer.allocate(byteCount: count * slotSize, alignment: 64)
    unsafe slots.initializeMemory(as: UInt8.self, repeating: 0, count: count * slotSize)
    return unsafe slots
  }

  /// A word of 1 to 15 bytes as a number of 128 bits.
  struct Key: Equatable {
    let low: UInt64
    let high: UInt64
  }

  /// - Precondition: the word has 1 to 15 bytes.
  @inline(__always)
  func key(of text: TextBytes, _ start: Int, _ end: Int) -> Key {
    let count = end &- start
    let length = UInt64(truncatingIfNeeded: count) &<< 56
    guard start &+ 16 <= text.readableCount else { return Self.collect(text, start, end, length) }
    // Unsafe: 16 bytes of the 32 from `16 - count` on.
    let mask = unsafe (masks + (16 &- count)).loadUnaligned(as: SIMD2<UInt64>.self)
    return Key(low: text.word(at: start) & mask[0], high: text.word(at: start &+ 8) & mask[1] | length)
  }

  /// Byte by byte, near the end of the text.
  @inline(never)
  private static func collect(_ text: TextBytes, _ start: Int, _ end: Int, _ length: UInt64) -> Key {
    var (low, high): (UInt64, UInt64) = (0, length)
    for position in start..<end {
      let index = position - start
      let byte = UInt64(text[position]) << UInt64(8 * (index & 7))
      if index < 8 { low |= byte } else { high |= byte }
    }
    return Key(low: low, high: high)
  }

  @inline(__always)
  private func firstIndex(_ key: Key) -> UInt64 { ByteHash.mix(key.low ^ seed, key.high ^ seed) & mask }

  /// Appends the tokens of a word if it is here.
  @inline(__always)
  func replay(_ key: Key, at start: Int, to found: inout FoundTokens) -> Bool {
    var index = firstIndex(key)
    while true {
      // Unsafe: the index is below the number of slots; every pattern is a number.
      let slot = unsafe slots + Int(truncatingIfNeeded: index &* UInt64(Self.slotSize))
      let (low, high) = unsafe (slot.load(as: UInt64.self), slot.load(fromByteOffset: 8, as: UInt64.self))
      if low == key.low, high == key.high {
        let tokens = unsafe slot.load(fromByteOffset: 16, as: SIMD4<Int32>.self)
        let packed = unsafe slot.load(fromByteOffset: 28, as: SIMD4<UInt8>.self)
        found.append(
          tokens, ends: SIMD4<Int32>(truncatingIfNeeded: packed), count: Int(packed[3]), start: start)
        return true
      }
      if high == 0 { return false }
      index = (index &+ 1) & mask
    }
  }

  /// Keeps the tokens of a word that is not here.
  /// - Precondition: there are 1 to 3.
  mutating func store(_ key: Key, _ tokens: ShortWordMerging) {
    if UInt64(count) &* 2 > mask { makeRoom() }
    var packed = SIMD4<UInt8>(0, 0, 0, UInt8(truncatingIfNeeded: tokens.count))
    var ids = SIMD4<Int32>(repeating: 0)
    for index in 0..<tokens.count {
      ids[index] = tokens[index].id
      packed[index] = UInt8(truncatingIfNeeded: tokens[index].end)
    }
    let slot = unsafe freeSlot(key)
    unsafe slot.storeBytes(of: key.low, as: UInt64.self)
    unsafe slot.storeBytes(of: key.high, toByteOffset: 8, as: UInt64.self)
    unsafe slot.storeBytes(of: ids, toByteOffset: 16, as: SIMD4<Int32>.self)
    unsafe slot.storeBytes(of: packed, toByteOffset: 28, as: SIMD4<UInt8>.self)
    count += 1
  }

  private func freeSlot(_ key: Key) -> UnsafeMutableRawPointer {
    var index = firstIndex(key)
    while true {
      let slot = unsafe slots + Int(truncatingIfNeeded: index &* UInt64(Self.slotSize))
      if unsafe slot.load(fromByteOffset: 8, as: UInt64.self) == 0 { return unsafe slot }
      index = (index &+ 1) & mask
    }
  }

  /// Four times the slots, or as many without a word.
  private mutating func makeRoom() {
    let oldCount = Int(mask) + 1
    let old = unsafe slots
    let newCount = min(oldCount * 4, Self.mostSlots)
    unsafe slots = Self.zeroedSlots(newCount)
    mask = UInt64(newCount - 1)
    if newCount > oldCount {
      for index in 0..<oldCount {
        let slot = unsafe old + index * Self.slotSize
        let key = unsafe Key(low: slot.load(as: UInt64.self), high: slot.load(fromByteOffset: 8, as: UInt64.self))
        if key.high != 0 { unsafe freeSlot(key).copyMemory(from: slot, byteCount: Self.slotSize) }
      }
    } else {
      count = 0
    }
    unsafe old.deallocate()
  }
}
