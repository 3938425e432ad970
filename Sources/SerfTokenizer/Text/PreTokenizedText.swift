/// A normalised text cut into pieces, which the model then cuts into tokens.
public struct PreTokenizedText: Hashable, Sendable {
  /// The text and where it came from.
  public private(set) var text: NormalizedText
  /// Byte ranges of `text.utf8`, ascending and apart, each at character boundaries.
  public private(set) var pieces: [Range<Int>]

  /// The whole text as one piece; an empty text has none.
  public init(_ text: NormalizedText) {
    self.text = text
    pieces = text.utf8.isEmpty ? [] : [0..<text.utf8.count]
  }

  /// Cuts each piece further.
  /// - Parameter body: gets the whole text and one piece, and appends the ranges that the piece becomes.
  public mutating func split(
    _ body: (_ utf8: Span<UInt8>, _ piece: Range<Int>, _ pieces: inout [Range<Int>]) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    var smaller: [Range<Int>] = []
    smaller.reserveCapacity(max(pieces.count, text.utf8.count / 5))
    let whole = text.utf8
    let utf8 = whole.span
    for piece in pieces { try body(utf8, piece, &smaller) }
    pieces = smaller
  }

  /// Writes each piece anew; what lies between pieces is dropped.
  /// - Parameter body: gets the text as it was, the piece, and the writer.
  mutating func rewrite(
    _ body: (_ utf8: Span<UInt8>, _ piece: Range<Int>, _ rewriter: inout TextRewriter) -> Void
  ) {
    var moved: [Range<Int>] = []
    moved.reserveCapacity(pieces.count)
    let pieces = pieces
    text.rewrite { utf8, rewriter in
      for piece in pieces {
        let start = rewriter.utf8.count
        body(utf8, piece, &rewriter)
        if rewriter.utf8.count > start { moved.append(start..<rewriter.utf8.count) }
      }
    }
    self.pieces = moved
  }
}
