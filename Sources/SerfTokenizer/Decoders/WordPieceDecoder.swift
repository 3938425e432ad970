/// Puts a blank before every token that begins a word, and takes the mark off those that go on with one.
public struct WordPieceDecoder: TokenDecoder, Hashable {
  public let prefix: String
  /// Whether blanks before punctuation and in English contractions are taken out.
  public let cleansUp: Bool

  public init(prefix: String = "##", cleansUp: Bool = true) {
    self.prefix = prefix
    self.cleansUp = cleansUp
  }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    let mark = Array(prefix.utf8)
    try tokens.map { token, index in
      var word = Array(token)
      if index > 0 { word = token.starts(with: mark) ? Array(token.dropFirst(mark.count)) : [UInt8(ascii: " ")] + word }
      return cleansUp ? Self.cleanedUp(word) : word
    }
  }

  static func cleanedUp(_ word: [UInt8]) -> [UInt8] {
    let changes = [
      (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
      (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ]
    return changes.reduce(word) { $0.replacing($1.0, with: $1.1) }
  }
}
