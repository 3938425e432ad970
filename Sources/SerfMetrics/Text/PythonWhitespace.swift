/// What Python's `str.split()` and `str.rstrip()` take for blanks; sacreBLEU's figures rest on them.
///
/// They are the scalars of bidirectional class WS, B or S or of category Zs: four control characters more than Unicode's
/// White_Space, U+001C to U+001F.
enum PythonWhitespace {
  @inline(__always)
  static func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || (0x09...0x0D).contains(scalar) || (0x1C...0x1F).contains(scalar) }
    return containsNonASCII(scalar)
  }

  private static func containsNonASCII(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  /// The bytes without blanks at their end, as `str.rstrip()`.
  package var endWithoutWhitespace: Int {
    var end = count
    while end > 0 {
      var start = end - 1
      while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
      guard PythonWhitespace.contains(scalar(at: start).value) else { break }
      end = start
    }
    return end
  }

  /// Where the first scalar begins that is no blank, as `str.lstrip()`.
  var startWithoutWhitespace: Int {
    var start = 0
    while start < count {
      let next = scalar(at: start)
      guard PythonWhitespace.contains(next.value) else { break }
      start += next.length
    }
    return start
  }
}

extension [UInt8] {
  /// Where the words lie between blanks, as `str.split()`.
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    appendWords(to: &words)
    return words
  }

  func appendWords(to words: inout [Range<Int>]) {
    let bytes = span
    var start = 0
    var index = 0
    while index < bytes.count {
      let next = bytes.scalar(at: index)
      if PythonWhitespace.contains(next.value) {
        if start < index { words.append(start..<index) }
        start = index + next.length
      }
      index += next.length
    }
    if start < index { words.append(start..<Swift.min(index, bytes.count)) }
  }
}
