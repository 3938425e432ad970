/// The tokens of a text as a hot loop finds them, which are handed on some thousands at a time.
///
/// - Invariant: `ids` has room for `capacity` + `slack` tokens, `bounds` for one more; token `i` is the bytes
///   `bounds[i] ..< bounds[i + 1]` of the text. One thread at a time uses it.
@safe struct FoundTokens {
  static let capacity = 2048
  /// What a word may write behind the last token before anybody looks whether there is room.
  static let slack = 4

  let ids: UnsafeMutablePointer<Int32>
  let bounds: UnsafeMutablePointer<Int32>
  private(set) var count = 0

  /// The caller calls ``deallocate()``.
  init() {
    unsafe ids = .allocate(capacity: Self.capacity + Self.slack)
    unsafe bounds = .allocate(capacity: Self.capacity + Self.slack + 1)
  }

  func deallocate() {
    unsafe ids.deallocate()
    unsafe bounds.deallocate()
  }

  @inline(__always)
  var isFull: Bool { count >= Self.capacity }

  /// Where the first token begins.
  @inline(__always)
  mutating func begin(at start: Int) {
    count = 0
    unsafe bounds[0] = Int32(truncatingIfNeeded: start)
  }

  /// - Precondition: it is not full.
  @inline(__always)
  mutating func append(_ id: Int32, end: Int) {
    unsafe ids[count] = id
    count &+= 1
    unsafe bounds[count] = Int32(truncatingIfNeeded: end)
  }

  /// Adds up to three tokens at once: their ids, and each one's end from `start` on.
  /// - Precondition: it is not full.
  @inline(__always)
  mutating func append(_ added: SIMD4<Int32>, ends: SIMD4<Int32>, count addedCount: Int, start: Int) {
    // Unsafe: writes four of each, for which there is slack.
    unsafe UnsafeMutableRawPointer(ids + count).storeBytes(of: added, as: SIMD4<Int32>.self)
    let moved = ends &+ SIMD4(repeating: Int32(truncatingIfNeeded: start))
    unsafe UnsafeMutableRawPointer(bounds + (count &+ 1)).storeBytes(of: moved, as: SIMD4<Int32>.self)
    count &+= addedCount
  }
}

extension TokenBuffer {
  /// Takes what was found and leaves it empty. A token's range is that of the characters that its bytes are in.
  /// - Parameter base: where `text` begins in the whole text.
  @inline(never)
  mutating func take(_ found: inout FoundTokens, of text: TextBytes, base: Int) {
    let count = found.count
    guard count > 0 else { return }
    // Unsafe: the first `count` tokens were written.
    let (ids, bounds) = unsafe (found.ids, found.bounds)
    unsafe append(ids: UnsafeBufferPointer(start: ids, count: count))
    if keepsRanges {
      append(
        ranges: unsafe UnsafeBufferPointer(start: bounds, count: count).indices.lazy.map { index in
          var (start, end) = unsafe (Int(bounds[index]), Int(bounds[index &+ 1]))
          while start > 0, UTF8Layout.isContinuation(text[start]) { start &-= 1 }
          while end < text.count, UTF8Layout.isContinuation(text[end]) { end &+= 1 }
          return base &+ start..<base &+ end
        })
    }
    found.begin(at: unsafe Int(bounds[count]))
  }
}
