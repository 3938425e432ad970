import Glibc

/// The tokens of short words seen lately: a table of fixed size, a cache line a word.
///
/// A word has two places where it may be; a new one drives an older one out. So memory is bounded, and texts whose words
/// all differ cost no more than a miss each.
///
/// - Invariant: `lines` points to `lineCount` zeroed or stored lines of 64 bytes, aligned to 128, so that a
///   line and the one at its address XOR 64 are both inside; one thread at a time
///   uses it, as ``Pool`` lends it to one caller.
@safe final class ByteWordCache: @unchecked Sendable {
  /// 8 MB; the system gives pages as they are touched.
  private static let lineCount = 1 << 17
  private static let longestWord = 31
  private static let mostTokens = 6

  private let allocation: UnsafeMutableRawPointer?
  private let lines: UnsafeMutableRawPointer?
  private let seed = UInt64.random(in: .min ... .max)

  init() {
    unsafe allocation = unsafe calloc(Self.lineCount + 2, 64)
    unsafe lines = unsafe allocation.map { unsafe $0.alignedUp(toMultipleOf: 128) }
  }

  deinit { unsafe free(allocation) }

  /// A word of at most 31 bytes as a number of 256 bits: its bytes, zeros, its length.
  struct Key {
    let bits: SIMD4<UInt64>

    /// nil for a longer word.
    @inline(__always)
    init?(_ text: TextBytes, _ start: Int, _ end: Int) {
      let count = end - start
      guard count <= ByteWordCache.longestWord else { return nil }
      let length = UInt64(truncatingIfNeeded: count) << 56
      guard start + 32 <= text.count else {
        bits = Self.collect(text, start, end, length)
        return
      }
      if count <= 8 {
        bits = SIMD4(Self.low(text.word(at: start), count), 0, 0, length)
      } else if count <= 16 {
        bits = SIMD4(text.word(at: start), Self.low(text.word(at: start + 8), count - 8), 0, length)
      } else if count <= 24 {
        bits = SIMD4(
          text.word(at: start), text.word(at: start + 8), Self.low(text.word(at: start + 16), count - 16), length)
      } else {
        bits = SIMD4(
          text.word(at: start), text.word(at: start + 8), text.word(at: start + 16),
          Self.low(text.word(at: start + 24), count - 24) | length)
      }
    }

    /// The lowest `count` bytes, of 1 to 8.
    @inline(__always)
    private static func low(_ word: UInt64, _ count: Int) -> UInt64 {
      word & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    }

    /// Byte by byte, near the end of the text.
    @inline(never)
    private static func collect(_ text: TextBytes, _ start: Int, _ end: Int, _ length: UInt64) -> SIMD4<UInt64> {
      var bits = SIMD4<UInt64>(0, 0, 0, length)
      for position in start..<end {
        let index = position - start
        bits[index >> 3] |= UInt64(text[position]) << UInt64(8 * (index & 7))
      }
      return bits
    }

    @inline(__always)
    func hash(_ seed: UInt64) -> UInt64 {
      let low = (bits[0] ^ seed).multipliedFullWidth(by: bits[1] ^ 0x9E37_79B9_7F4A_7C15 | 1)
      let high = (bits[2] ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: bits[3] ^ 0xE703_7ED1_A0B4_28DB | 1)
      let mixed = (low.low ^ low.high ^ high.low ^ high.high) &* 0x9E37_79B9_7F4A_7C15
      return mixed ^ mixed &>> 32
    }
  }

  /// The place of a word's first line.
  @inline(__always)
  private func offset(_ key: Key) -> Int {
    Int(truncatingIfNeeded: key.hash(seed) & UInt64(Self.lineCount - 1)) &* 64
  }

  /// Appends the tokens of a word if they are here.
  @inline(__always)
  func replay(_ key: Key, _ text: TextBytes, at start: Int, to tokens: inout TokenBuffer) -> Bool {
    guard let lines = unsafe lines else { return false }
    // Unsafe: both lines are inside the table, and a line is a key, six ids and a number.
    var line = unsafe lines + offset(key)
    if unsafe line.load(as: SIMD4<UInt64>.self) != key.bits {
      unsafe line = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
      guard unsafe line.load(as: SIMD4<UInt64>.self) == key.bits else { return false }
    }
    var lengths = unsafe line.load(fromByteOffset: 56, as: UInt64.self)
    let count = Int(lengths & 7)
    lengths &>>= 3
    var position = start
    var index = 0
    while index < count {
      let id = unsafe line.load(fromByteOffset: 32 &+ 4 &* index, as: Int32.self)
      let next = position + Int(lengths & 31)
      tokens.appendBytes(text, id, position..<next)
      position = next
      lengths &>>= 5
      index &+= 1
    }
    return true
  }

  /// Keeps the tokens of a word, unless they are too many for a line.
  func store(_ key: Key, _ found: some Sequence<CachedToken>) {
    guard let lines = unsafe lines else { return }
    var ids = SIMD8<Int32>(repeating: 0)
    var lengths: UInt64 = 0
    var count = 0
    for token in found {
      guard count < Self.mostTokens else { return }
      ids[count] = token.id
      lengths |= UInt64(truncatingIfNeeded: token.byteCount) << UInt64(3 + 5 * count)
      count += 1
    }
    // Unsafe: as in `replay`. The line that was there moves to its second place.
    let line = unsafe lines + offset(key)
    let second = unsafe UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    unsafe second.copyMemory(from: line, byteCount: 64)
    unsafe line.storeBytes(of: key.bits, as: SIMD4<UInt64>.self)
    for index in 0..<Self.mostTokens {
      unsafe line.storeBytes(of: ids[index], toByteOffset: 32 + 4 * index, as: Int32.self)
    }
    unsafe line.storeBytes(of: lengths | UInt64(count), toByteOffset: 56, as: UInt64.self)
  }
}
