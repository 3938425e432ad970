/// Cuts at white space, which is dropped, and around each punctuation character.
public struct BertPreTokenizer: PreTokenizer, Hashable {
  public init() {}

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let classes = CharacterClasses.shared
    try text.split { utf8, piece, pieces in
      var start = piece.lowerBound
      UTF8Layout.forEachScalar(utf8, in: piece) { point, range in
        let isPunctuation = classes.isPunctuation(point)
        guard isPunctuation || classes.isWhiteSpace(point) else { return }
        if start < range.lowerBound { pieces.append(start..<range.lowerBound) }
        if isPunctuation { pieces.append(range) }
        start = range.upperBound
      }
      if start < piece.upperBound { pieces.append(start..<piece.upperBound) }
    }
  }
}
