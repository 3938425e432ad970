/// A part of a text that one thread counts: whole lines, but where a line is too long to be held.
struct WordBatch: Sendable {
  /// Bytes of the text.
  let range: Range<Int>
  /// Whether a line was cut at the end.
  let cutsLine: Bool

  static let byteCount = 4 << 20
  /// Lines of more bytes are cut. Long enough that no text of lines has one, short enough for every memory.
  static let longestLine = 16 << 20
}

// MARK: - Cutting
extension WordBatch {
  /// Cuts a text into batches.
  ///
  /// A batch ends behind the last line end within its size, or behind the first one after it. So batches depend on the
  /// bytes alone, not on how many of them had arrived.
  /// - Parameter isEnd: whether the last batch may end without a line end; otherwise what is no full batch is left.
  static func cut(_ text: [UInt8], isEnd: Bool) -> [WordBatch] {
    var batches: [WordBatch] = []
    var start = 0
    while start < text.count {
      guard let end = end(in: text, from: start, isEnd: isEnd) else { break }
      let isCut = text[end - 1] != 0x0A && end < text.count
      batches.append(WordBatch(range: start..<end, cutsLine: isCut))
      start = end
    }
    return batches
  }

  private static func end(in text: [UInt8], from start: Int, isEnd: Bool) -> Int? {
    if start + byteCount > text.count { return isEnd ? text.count : nil }
    if let last = text[start..<start + byteCount].lastIndex(of: 0x0A) { return last + 1 }
    let limit = min(text.count, start + longestLine)
    if let next = text[start + byteCount..<limit].firstIndex(of: 0x0A) { return next + 1 }
    if limit < start + longestLine { return isEnd ? text.count : nil }
    return cutEnd(in: text[start..<limit])
  }

  /// Where to cut a line that is too long: before the last blank, or else before the last character, which may not be
  /// whole.
  private static func cutEnd(in line: ArraySlice<UInt8>) -> Int {
    let half = line.startIndex + line.count / 2
    if let blank = line[half...].lastIndex(of: UInt8(ascii: " ")) { return blank }
    var end = line.endIndex - 1
    while end > half, line[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
