/// The tokens of a text as a hot loop finds them, which are handed on some thousands at a time.
///
/// - Invariant: `ids` and `ranges` have room for `capacity` + `slack` tokens, `bounds` for one more; token `i` is the
///   bytes `bounds[i] ..< bounds[i + 1]` of the text. One thread at a time uses it.
@safe struct FoundTokens {
  static let capacity = 2048
  /// What a word may write behind the last token before anybody looks whether there is room.
  static let slack = 4

  let ids: UnsafeMutablePointer<Int32>
  let bounds: UnsafeMutablePointer<Int32>
  /// Where ranges of the text are put together before they are handed on.
  fileprivate let ranges: UnsafeMutablePointer<Range<Int>>
  private(set) var count = 0

  /// The caller calls ``deallocate()``.
  init() {
    unsafe ids = .allocate(capacity: Self.capacity + Self.slack)
    unsafe bounds = .allocate(capacity: Self.capacity + Self.slack + 1)
    unsafe ranges = .allocate(capacity: Self.capacity + Self.slack)
  }

  func deallocate() {
    unsafe ids.deallocate()
    unsafe bounds.deallocate()
    unsafe ranges.deallocate()
  }

  @inline(__always)
  var isFull: Bool { count >= Self.capacity }

  @inline(__always)
  func hasRoom(for added: Int) -> Bool { count &+ added <= Self.capacity }

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

  /// Adds many tokens at once: their ids, and behind them each one's end from `start` on.
  /// - Precondition: there is room for them.
  @inline(__always)
  mutating func append(_ idsAndEnds: UnsafeBufferPointer<Int32>, start: Int) {
    let added = idsAndEnds.count / 2
    let start = Int32(truncatingIfNeeded: start)
    // Unsafe: there is room, and the buffer holds `added` of each.
    for index in 0..<added {
      unsafe ids[count &+ index] = unsafe idsAndEnds[index]
      unsafe bounds[count &+ 1 &+ index] = unsafe idsAndEnds[added &+ index] &+ start
    }
    count &+= added
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

extension FoundTokens {
  /// Puts together the ranges of all tokens in the whole text.
  /// - Parameters:
  ///   - base: where `text` begins in the whole text.
  ///   - range: of a token's bytes in `text` what it stands for.
  @inline(__always)
  fileprivate func fillRanges(_ base: Int, _ range: (Range<Int>) -> Range<Int>) {
    for index in 0..<count {
      // Unsafe: there are `count` tokens, and one bound more.
      let bytes = unsafe Range(uncheckedBounds: (Int(bounds[index]), Int(bounds[index &+ 1])))
      let characters = range(bytes)
      unsafe (ranges + index).initialize(
        to: Range(uncheckedBounds: (base &+ characters.lowerBound, base &+ characters.upperBound)))
    }
  }
}

extension TokenBuffer {
  /// Takes what was found and leaves it empty. A token's range is that of the characters that its bytes are in.
  /// - Parameters:
  ///   - base: where `text` begins in the whole text.
  ///   - trimsBlanks: whether the white space before a token is not part of it; a token without bytes then stands for
  ///     the character that follows. Such texts are ASCII.
  @inline(never)
  mutating func take(_ found: inout FoundTokens, of text: TextBytes, base: Int, trimsBlanks: Bool) {
    let count = found.count
    guard count > 0 else { return }
    // Unsafe: the first `count` tokens and one bound more were written.
    let bounds = unsafe UnsafeBufferPointer(start: found.bounds, count: count + 1)
    reserve(count, at: unsafe Int(bounds[count]), of: text.count)
    unsafe append(ids: UnsafeBufferPointer(start: found.ids, count: count))
    if keepsRanges {
      if trimsBlanks {
        found.fillRanges(base) { text.trimmed($0) }
      } else if unsafe text.isASCII(Int(bounds[0])..<Int(bounds[count])) {
        found.fillRanges(base) { $0 }
      } else {
        found.fillRanges(base) { text.characters($0) }
      }
      unsafe append(ranges: UnsafeBufferPointer(start: found.ranges, count: count))
    }
    found.begin(at: unsafe Int(bounds[count]))
  }
}

extension TextBytes {
  /// The characters that bytes are in.
  @inline(__always)
  fileprivate func characters(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, UTF8Layout.isContinuation(self[start]) { start &-= 1 }
    while end < count, UTF8Layout.isContinuation(self[end]) { end &+= 1 }
    return start..<end
  }

  /// A range of ASCII without the white space that it begins with; the next character where nothing is left.
  @inline(__always)
  fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    // Mostly one blank or none: no branch that would often be guessed wrong.
    if start < end { start &+= self[start] <= 0x20 ? 1 : 0 }
    while start < end, self[start] <= 0x20 { start &+= 1 }
    if start == end { end &+= 1 }
    return start..<end
  }

  /// Whether a stretch is ASCII alone.
  fileprivate func isASCII(_ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position &+ 8 <= range.upperBound {
      if word(at: position) & 0x8080_8080_8080_8080 != 0 { return false }
      position &+= 8
    }
    while position < range.upperBound {
      if self[position] >= 0x80 { return false }
      position &+= 1
    }
    return true
  }
}
