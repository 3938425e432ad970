/// One scalar of a text in UTF-8, and how many bytes it takes.
struct DecodedScalar {
  let value: UInt32
  let length: Int
}

extension Span where Element == UInt8 {
  /// The scalar that begins at `index`.
  ///
  /// The bytes come from a `String` and are therefore valid UTF-8; should they be cut short, what is missing reads as 0.
  @inline(__always)
  func scalar(at index: Int) -> DecodedScalar {
    let first = UInt32(self[index])
    if first < 0x80 { return DecodedScalar(value: first, length: 1) }
    if first < 0xE0 {
      return DecodedScalar(value: (first & 0x1F) << 6 | continuation(index + 1), length: 2)
    }
    if first < 0xF0 {
      let value = (first & 0x0F) << 12 | continuation(index + 1) << 6 | continuation(index + 2)
      return DecodedScalar(value: value, length: 3)
    }
    let high = (first & 0x07) << 18 | continuation(index + 1) << 12
    return DecodedScalar(value: high | continuation(index + 2) << 6 | continuation(index + 3), length: 4)
  }

  @inline(__always)
  private func continuation(_ index: Int) -> UInt32 {
    index < count ? UInt32(self[index] & 0x3F) : 0
  }
}
