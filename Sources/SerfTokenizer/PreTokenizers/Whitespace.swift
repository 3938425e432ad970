/// Cuts into runs of word characters and runs of what is neither word nor white space, which is dropped.
public struct Whitespace: PreTokenizer, Hashable {
  public init() {}

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let classes = CharacterClasses.shared
    try text.split { utf8, piece, pieces in
      var start = piece.lowerBound
      var isWord: Bool?
      UTF8Layout.forEachScalar(utf8, in: piece) { point, range in
        let next: Bool? = classes.isWord(point) ? true : classes.isWhiteSpace(point) ? nil : false
        guard next != isWord else { return }
        if isWord != nil { pieces.append(start..<range.lowerBound) }
        start = range.lowerBound
        isWord = next
      }
      if isWord != nil { pieces.append(start..<piece.upperBound) }
    }
  }
}
