/// Bytes that a hot loop reads without checks.
///
/// - Invariant: `count` bytes from `base` on are readable, and well-formed UTF-8, for as long as the value lives; it
///   never leaves the closure that lent it.
@safe struct TextBytes {
  private let base: UnsafePointer<UInt8>
  let count: Int

  @inline(__always)
  private init(base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = unsafe base
    self.count = count
  }

  /// Lends the bytes of a span.
  @inline(__always)
  static func with<Result>(_ span: Span<UInt8>, _ body: (TextBytes) -> Result) -> Result? {
    // Unsafe: the pointer lives as long as the closure runs.
    unsafe span.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return body(unsafe TextBytes(base: base, count: buffer.count))
    }
  }

  /// - Precondition: `position` is below `count`.
  @inline(__always)
  subscript(position: Int) -> UInt8 { unsafe base[position] }

  /// Eight bytes as a little-endian number.
  /// - Precondition: `position + 8` is at most `count`.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    // Unsafe: every pattern of eight bytes is a number.
    unsafe UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
  }

  /// The code point at `position` and its bytes.
  @inline(__always)
  func scalar(at position: Int) -> (point: UInt32, count: Int) {
    let first = self[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let second = UInt32(self[position + 1] & 0x3F)
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[position + 2] & 0x3F)
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3) }
    return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[position + 3] & 0x3F), 4)
  }
}
