/// Cuts at whatever matches a pattern.
public struct Split: PreTokenizer, Hashable {
  public let pattern: TextPattern
  public let behavior: SplitBehavior
  /// Whether what does *not* match counts as the match.
  public let isInverted: Bool

  public init(_ pattern: TextPattern, _ behavior: SplitBehavior, isInverted: Bool = false) {
    self.pattern = pattern
    self.behavior = behavior
    self.isInverted = isInverted
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    try text.split { utf8, piece, pieces throws(TokenizerError) in
      var writer = PieceWriter(piece, behavior, isInverted: isInverted)
      if let scanner = pattern.scanner {
        scanner.forEachPiece(of: utf8, in: piece) { writer.match($0, into: &pieces) }
      } else {
        try pattern.forEachMatch(in: utf8, piece) { writer.match($0, into: &pieces) }
      }
      writer.finish(into: &pieces)
    }
  }
}
