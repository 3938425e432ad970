/// Turns the suffix that ends a word into a blank, and takes it off the last token.
public struct BPEDecoder: TokenDecoder, Hashable {
  public let suffix: String

  public init(suffix: String = "</w>") { self.suffix = suffix }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    let last = tokens.count - 1
    try tokens.map { token, index in token.replacing(suffix, with: index == last ? "" : " ") }
  }
}
