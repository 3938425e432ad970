/// Takes a character off the ends of each token, so many times at most.
public struct StripDecoder: TokenDecoder, Hashable {
  public let character: Character
  public let atStart: Int
  public let atEnd: Int

  public init(_ character: Character = " ", atStart: Int = 0, atEnd: Int = 0) {
    self.character = character
    self.atStart = atStart
    self.atEnd = atEnd
  }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    let character = Array(String(character).utf8)
    try tokens.map { token, _ in
      var token = token
      for _ in 0..<atStart {
        guard token.starts(with: character) else { break }
        token = token.dropFirst(character.count)
      }
      for _ in 0..<atEnd {
        guard token.suffix(character.count).elementsEqual(character) else { break }
        token = token.dropLast(character.count)
      }
      return Array(token)
    }
  }
}
