/// Makes text of the output of connectionist temporal classification: repeated tokens count once, padding not at all.
public struct CTCDecoder: TokenDecoder, Hashable {
  public let padding: String
  public let wordDelimiter: String
  /// Whether word delimiters become blanks, and blanks before punctuation are taken out.
  public let cleansUp: Bool

  public init(padding: String = SpecialToken.padding, wordDelimiter: String = "|", cleansUp: Bool = true) {
    self.padding = padding
    self.wordDelimiter = wordDelimiter
    self.cleansUp = cleansUp
  }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    var last: [UInt8]?
    try tokens.map { token, _ in
      let token = Array(token)
      guard token != last else { return nil }
      last = token
      var text = token.replacing(padding, with: "")
      if cleansUp { text = WordPieceDecoder.cleanedUp(text).replacing(wordDelimiter, with: " ") }
      return text.isEmpty ? nil : text
    }
  }
}
