/// Bytes that a hot loop reads without checks.
///
/// - Invariant: `readableCount` bytes from `base` on are readable for as long as the value lives, and the first `count`
///   of them are well-formed UTF-8; it never leaves the closure that lent it.
@safe struct TextBytes {
  private let base: UnsafePointer<UInt8>
  let count: Int
  /// Bytes that may be read, `count` or more: what lies behind the text is anything.
  let readableCount: Int

  @inline(__always)
  init(base: UnsafePointer<UInt8>, count: Int, readableCount: Int) {
    unsafe self.base = unsafe base
    self.count = count
    self.readableCount = readableCount
  }

  /// Lends the bytes of a span.
  @inline(__always)
  static func with<Result>(_ span: Span<UInt8>, _ body: (TextBytes) -> Result) -> Result? {
    // Unsafe: the pointer lives as long as the closure runs.
    unsafe span.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return body(unsafe TextBytes(base: base, count: buffer.count, readableCount: buffer.count))
    }
  }

  /// - Precondition: `position` is below `readableCount`.
  @inline(__always)
  subscript(position: Int) -> UInt8 { unsafe base[position] }

  /// Eight bytes as a little-endian number.
  /// - Precondition: `position + 8` is at most `readableCount`.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    // Unsafe: every pattern of eight bytes is a number.
    unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
  }

  /// Where the byte at `position` lies.
  @inline(__always)
  func address(of position: Int) -> UnsafeRawPointer { unsafe UnsafeRawPointer(base + position) }

  /// The code point at `position` and its bytes.
  @inline(__always)
  func scalar(at position: Int) -> (point: UInt32, count: Int) {
    let first = self[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let second = UInt32(self[position &+ 1] & 0x3F)
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[position &+ 2] & 0x3F)
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3) }
    return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[position &+ 3] & 0x3F), 4)
  }

  /// The eighth bit of every byte that is zero up to the first; what follows that one may be wrong.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// How many of eight bytes are letters of ASCII before the first that is none.
  @inline(__always)
  static func leadingLetters(_ word: UInt64) -> Int {
    // Both cases as one, and the eighth bit apart, so that no sum carries into the byte above.
    let small = (word | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let behindZ = small &+ 0x0505_0505_0505_0505
    let isLetter = fromA & ~behindZ & ~word & 0x8080_8080_8080_8080
    return (isLetter ^ 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }

  /// How many of eight bytes are small letters of ASCII before the first that is none.
  @inline(__always)
  static func leadingSmallLetters(_ word: UInt64) -> Int {
    let seven = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = seven &+ 0x1F1F_1F1F_1F1F_1F1F
    let behindZ = seven &+ 0x0505_0505_0505_0505
    let isLetter = fromA & ~behindZ & ~word & 0x8080_8080_8080_8080
    return (isLetter ^ 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }
}
