import Glibc

/// A copy of a short text with room behind it, so that its last words are read eight bytes at a time like the others.
///
/// - Invariant: `capacity` + `padding` bytes from `bytes` on are ours; one thread at a time uses it.
@safe final class PaddedText: @unchecked Sendable {
  static let capacity = 1 << 14
  static let padding = 32

  private let bytes: UnsafeMutablePointer<UInt8>

  init() { unsafe bytes = .allocate(capacity: Self.capacity + Self.padding) }

  deinit { unsafe bytes.deallocate() }

  /// Lends a stretch of a text: a copy with room behind it, or the bytes themselves when they are many.
  @inline(__always)
  func with(_ utf8: Span<UInt8>, _ range: Range<Int>, _ body: (TextBytes) -> Void) {
    let count = range.count
    // Unsafe: the range is inside the span, whose bytes live as long as the closure runs; the copy fits.
    unsafe utf8.extracting(range).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      guard count <= Self.capacity else {
        return body(unsafe TextBytes(base: base, count: count, readableCount: count))
      }
      unsafe bytes.update(from: base, count: count)
      body(unsafe TextBytes(base: bytes, count: count, readableCount: count + Self.padding))
    }
  }
}
