/// Takes out all combining marks: after NFD, e is left of é.
public struct StripAccents: Normalizer, Hashable {
  public init() {}

  public func normalize(_ text: inout NormalizedText) {
    let classes = CharacterClasses.shared
    text.filter { point in
      // As Unicode 9 has them.
      switch point {
      case 0x1CF2, 0x1CF3: true
      case 0x111C9: false
      default: classes.isMark(point) && classes.isInUnicode9(point)
      }
    }
  }
}

extension NormalizedText {
  /// Takes out the characters of a kind.
  mutating func filter(_ isDropped: (UInt32) -> Bool) {
    rewrite { utf8, rewriter in
      var unchanged = 0
      UTF8Layout.forEachScalar(utf8, in: 0..<utf8.count) { point, range in
        guard isDropped(point) else { return }
        rewriter.copy(unchanged..<range.lowerBound)
        unchanged = range.upperBound
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }
}
