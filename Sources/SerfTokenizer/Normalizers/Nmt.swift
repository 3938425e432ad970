/// The cleaning of text that SentencePiece calls "nmt": control characters out, exotic white space to blanks.
public struct Nmt: Normalizer, Hashable {
  public init() {}

  public func normalize(_ text: inout NormalizedText) {
    text.rewrite { utf8, rewriter in
      var unchanged = 0
      UTF8Layout.forEachScalar(utf8, in: 0..<utf8.count) { point, range in
        let isBlank = Self.isBlank(point)
        guard isBlank || Self.isDropped(point) else { return }
        rewriter.copy(unchanged..<range.lowerBound)
        unchanged = range.upperBound
        if isBlank { rewriter.put(UInt8(ascii: " "), for: range.lowerBound) }
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }

  private static func isDropped(_ point: UInt32) -> Bool {
    switch point {
    case 0x1...0x8, 0xB, 0xE...0x1F, 0x7F, 0x8F, 0x9F: true
    default: false
    }
  }

  private static func isBlank(_ point: UInt32) -> Bool {
    switch point {
    case 0x9, 0xA, 0xC, 0xD, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: true
    default: false
    }
  }
}
