/// Takes white space off the ends of a text.
public struct Strip: Normalizer, Hashable {
  public let atStart: Bool
  public let atEnd: Bool

  public init(atStart: Bool = true, atEnd: Bool = true) {
    self.atStart = atStart
    self.atEnd = atEnd
  }

  public func normalize(_ text: inout NormalizedText) {
    let classes = CharacterClasses.shared
    text.rewrite { utf8, rewriter in
      var (start, end) = (0, utf8.count)
      while atStart, start < end {
        let (point, count) = UTF8Layout.scalar(utf8, at: start)
        guard classes.isWhiteSpace(point) else { break }
        start += count
      }
      while atEnd, start < end {
        let last = UTF8Layout.previous(utf8, before: end)
        guard classes.isWhiteSpace(UTF8Layout.scalar(utf8, at: last).point) else { break }
        end = last
      }
      rewriter.copy(start..<end)
    }
  }
}
