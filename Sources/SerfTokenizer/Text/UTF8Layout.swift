/// The layout of well-formed UTF-8.
enum UTF8Layout {
  /// Bytes of the character that begins with `byte`.
  @inline(__always)
  static func length(startingWith byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Where the character that `position` is in begins.
  static func start(of position: Int, in utf8: [UInt8]) -> Int {
    var position = position
    while position > 0, position < utf8.count, isContinuation(utf8[position]) { position -= 1 }
    return position
  }

  /// Where the character ends that has bytes before `position`.
  static func end(of position: Int, in utf8: [UInt8]) -> Int {
    var position = position
    while position < utf8.count, isContinuation(utf8[position]) { position += 1 }
    return position
  }

  /// The code point at `position` and its bytes.
  @inline(__always)
  static func scalar(_ utf8: Span<UInt8>, at position: Int) -> (point: UInt32, count: Int) {
    let first = utf8[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let second = UInt32(utf8[position + 1] & 0x3F)
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | second, 2) }
    let third = UInt32(utf8[position + 2] & 0x3F)
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | second << 6 | third, 3) }
    return (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | UInt32(utf8[position + 3] & 0x3F), 4)
  }

  /// Where the character before `position` begins.
  static func previous(_ utf8: Span<UInt8>, before position: Int) -> Int {
    var position = position - 1
    while position > 0, isContinuation(utf8[position]) { position -= 1 }
    return position
  }

  /// Appends a code point.
  static func append(_ point: UInt32, to utf8: inout [UInt8]) {
    switch point {
    case 0..<0x80: utf8.append(UInt8(point))
    case 0x80..<0x800: utf8 += [UInt8(0xC0 | point >> 6), UInt8(0x80 | point & 0x3F)]
    case 0x800..<0x10000:
      utf8 += [UInt8(0xE0 | point >> 12), UInt8(0x80 | point >> 6 & 0x3F), UInt8(0x80 | point & 0x3F)]
    default:
      utf8 += [
        UInt8(0xF0 | point >> 18 & 7), UInt8(0x80 | point >> 12 & 0x3F), UInt8(0x80 | point >> 6 & 0x3F),
        UInt8(0x80 | point & 0x3F),
      ]
    }
  }

  /// The characters of a piece, in order.
  @inline(__always)
  static func forEachScalar(
    _ utf8: Span<UInt8>, in piece: Range<Int>, _ body: (_ point: UInt32, _ range: Range<Int>) -> Void
  ) {
    var position = piece.lowerBound
    while position < piece.upperBound {
      let (point, count) = scalar(utf8, at: position)
      body(point, position..<position + count)
      position += count
    }
  }
}
