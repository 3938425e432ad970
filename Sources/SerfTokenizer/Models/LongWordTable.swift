import Glibc

/// The tokens of words seen lately that ``ShortWordTable`` doesn't take: their bytes and tokens end to end in one
/// buffer.
///
/// When the buffer (16 MB) is full, it begins anew.
/// - Invariant: `slots` points to `mask + 1` slots, a power of two, at most half of them in use: the upper half of the
///   hash, and where the entry begins in `entries`, or 0. An entry, in units of four bytes: the number of bytes, the
///   number of tokens, the bytes, the ids, each one's end in the word. One thread at a time uses it.
@safe struct LongWordTable {
  static let longestWord = 1024
  private static let mostUnits = 4 << 20
  private static let firstSlotCount = 1 << 10

  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0
  private var entries: UnsafeMutablePointer<Int32>
  private var capacity: Int
  /// Units in use; the first is none, so that no entry begins at 0.
  private var used = 1
  private let seed = ByteHash.seed

  /// The caller calls ``deallocate()``.
  init() {
    mask = Self.firstSlotCount - 1
    unsafe slots = Self.zeroedSlots(Self.firstSlotCount)
    capacity = 1 << 12
    unsafe entries = Self.resized(nil, capacity)
  }

  func deallocate() {
    unsafe free(slots)
    unsafe free(entries)
  }

  /// The C library hands out large blocks as zeros and moves them by their pages, so that neither is written twice.
  /// (Without memory the process ends here as in any allocation of Swift's.)
  private static func zeroedSlots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    guard let slots = unsafe calloc(count, MemoryLayout<UInt64>.size) else { fatalError("no memory for a table") }
    return unsafe slots.bindMemory(to: UInt64.self, capacity: count)
  }

  /// Entries with their content moved. (Bounded with the table, whatever the text; without memory as above.)
  private static func resized(_ entries: UnsafeMutablePointer<Int32>?, _ capacity: Int) -> UnsafeMutablePointer<Int32> {
    let byteCount = capacity * MemoryLayout<Int32>.size
    guard let moved = unsafe realloc(entries, byteCount) else { fatalError("no memory for a table") }
    return unsafe moved.bindMemory(to: Int32.self, capacity: capacity)
  }

  @inline(__always)
  func hash(of text: TextBytes, _ start: Int, _ end: Int) -> UInt64 {
    unsafe ByteHash.hash(text.address(of: start), end &- start, seed: seed)
  }

  /// Where the entry of a word begins; nil when it is not here.
  func entry(_ hash: UInt64, _ text: TextBytes, _ start: Int, _ end: Int) -> Int? {
    let byteCount = end &- start
    var slot = Int(truncatingIfNeeded: hash) & mask
    // Unsafe: the slot is below their number, and an entry is whole.
    while true {
      let value = unsafe slots[slot]
      if value == 0 { return nil }
      let entry = Int(value & 0xFFFF_FFFF)
      if value &>> 32 == hash &>> 32, unsafe Int(entries[entry]) == byteCount,
        unsafe memcmp(entries + (entry &+ 2), text.address(of: start), byteCount) == 0
      {
        return entry
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// The tokens of an entry: ids, and behind them each one's end in the word.
  @inline(__always)
  func tokens(of entry: Int) -> UnsafeBufferPointer<Int32> {
    let byteCount = unsafe Int(entries[entry])
    return unsafe UnsafeBufferPointer(
      start: entries + (entry &+ 2 &+ (byteCount &+ 3) &>> 2), count: 2 &* Int(entries[entry &+ 1]))
  }

  /// Keeps the tokens of a word that is not here.
  mutating func store(
    _ hash: UInt64, _ text: TextBytes, _ start: Int, _ end: Int, count tokenCount: Int,
    _ token: (Int) -> (id: Int32, end: Int)
  ) {
    let byteCount = end - start
    let byteUnits = (byteCount + 3) / 4
    let size = 2 + byteUnits + 2 * tokenCount
    if used + size > Self.mostUnits { removeAll() }
    makeRoom(for: size)
    // Unsafe: `size` units from `used` on are ours.
    let entry = unsafe entries + used
    unsafe entry[0] = Int32(byteCount)
    unsafe entry[1] = Int32(tokenCount)
    unsafe UnsafeMutableRawPointer(entry + 2).copyMemory(from: text.address(of: start), byteCount: byteCount)
    for index in 0..<tokenCount {
      let (id, end) = token(index)
      unsafe entry[2 + byteUnits + index] = id
      unsafe entry[2 + byteUnits + tokenCount + index] = Int32(end)
    }
    enter(hash & 0xFFFF_FFFF_0000_0000 | UInt64(used), at: Int(truncatingIfNeeded: hash))
    used += size
    count += 1
    if count * 2 > mask { growSlots() }
  }

  private func enter(_ value: UInt64, at hash: Int) {
    var slot = hash & mask
    while unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
    unsafe slots[slot] = value
  }

  private mutating func removeAll() {
    unsafe slots.update(repeating: 0, count: mask + 1)
    (count, used) = (0, 1)
  }

  private mutating func makeRoom(for size: Int) {
    guard used + size > capacity else { return }
    capacity = max(capacity * 2, used + size)
    unsafe entries = Self.resized(entries, capacity)
  }

  private mutating func growSlots() {
    let (old, oldCount) = unsafe (slots, mask + 1)
    let newCount = oldCount * 4
    unsafe slots = Self.zeroedSlots(newCount)
    mask = newCount - 1
    for slot in 0..<oldCount where unsafe old[slot] != 0 {
      // The lower half of the hash is made anew from the bytes.
      let entry = unsafe Int(old[slot] & 0xFFFF_FFFF)
      let hash = unsafe ByteHash.hash(UnsafeRawPointer(entries + (entry + 2)), Int(entries[entry]), seed: seed)
      enter(unsafe old[slot], at: Int(truncatingIfNeeded: hash))
    }
    unsafe free(old)
  }
}
