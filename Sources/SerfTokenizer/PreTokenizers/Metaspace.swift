/// Writes blanks as a visible character, ▁ by default, and cuts before each (SentencePiece's way).
public struct Metaspace: PreTokenizer, Hashable {
  /// Where a mark is put before a text that begins with none.
  public enum Prefix: String, Hashable, Sendable, CaseIterable {
    /// Before the whole text, but not before what follows an added token.
    case first
    case never
    /// Before every part that is cut already.
    case always
  }

  /// The visible character.
  public let mark: Character
  public let prefix: Prefix
  /// Whether it cuts.
  public let cuts: Bool

  private let markUTF8: [UInt8]

  public init(mark: Character = "▁", prefix: Prefix = .always, cuts: Bool = true) {
    self.mark = mark
    self.prefix = prefix
    self.cuts = cuts
    markUTF8 = Array(String(mark).utf8)
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let (prefix, markUTF8) = (prefix, markUTF8)
    text.rewrite { utf8, piece, rewriter in
      let isWanted = prefix == .always || prefix == .first && rewriter.originalStart(of: piece.lowerBound) == 0
      let hasMark =
        utf8[piece.lowerBound] == UInt8(ascii: " ") || isMark(utf8, at: piece.lowerBound, to: piece.upperBound)
      if isWanted, !hasMark {
        rewriter.put(markUTF8, for: piece.lowerBound)
      }
      var unchanged = piece.lowerBound
      for position in piece where utf8[position] == UInt8(ascii: " ") {
        rewriter.copy(unchanged..<position)
        rewriter.put(markUTF8, for: position)
        unchanged = position + 1
      }
      rewriter.copy(unchanged..<piece.upperBound)
    }
    guard cuts else { return }
    try text.split { utf8, piece, pieces in
      var writer = PieceWriter(piece, .mergedWithNext)
      var position = piece.lowerBound
      while position < piece.upperBound {
        if isMark(utf8, at: position, to: piece.upperBound) {
          writer.match(position..<position + markUTF8.count, into: &pieces)
          position += markUTF8.count
        } else {
          position += 1
        }
      }
      writer.finish(into: &pieces)
    }
  }

  private func isMark(_ utf8: Span<UInt8>, at position: Int, to end: Int) -> Bool {
    let mark = markUTF8.span
    guard utf8[position] == mark[0], position + mark.count <= end else { return false }
    for index in mark.indices where utf8[position + index] != mark[index] { return false }
    return true
  }
}
