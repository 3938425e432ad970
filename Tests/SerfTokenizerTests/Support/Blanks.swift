import SerfTokenizer

/// Cuts at blanks and drops them, so that a test can give a list of words.
struct Blanks: PreTokenizer {
  func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    try text.split { (utf8, piece, pieces) throws(TokenizerError) in
      var start = piece.lowerBound
      for position in piece where utf8[position] == 0x20 {
        if start < position { pieces.append(start..<position) }
        start = position + 1
      }
      if start < piece.upperBound { pieces.append(start..<piece.upperBound) }
    }
  }
}
