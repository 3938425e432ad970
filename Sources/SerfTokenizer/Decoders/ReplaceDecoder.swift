/// Puts a fixed text in the place of whatever matches a pattern, in each token.
public struct ReplaceDecoder: TokenDecoder, Hashable {
  public let pattern: TextPattern
  public let replacement: String

  public init(_ pattern: TextPattern, with replacement: String) {
    self.pattern = pattern
    self.replacement = replacement
  }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    let replacement = Array(replacement.utf8)
    try tokens.map { token, _ throws(TokenizerError) in
      let utf8 = Array(token)
      var changed: [UInt8] = []
      var position = 0
      for match in try pattern.matches(in: utf8.span) {
        changed += utf8[position..<match.lowerBound] + replacement
        position = match.upperBound
      }
      return changed + utf8[position...]
    }
  }
}
