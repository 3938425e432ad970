/// Turns marks back into blanks, and leaves out those of the first token that the pre-tokenizer put there.
public struct MetaspaceDecoder: TokenDecoder, Hashable {
  public let settings: Metaspace

  public init(_ settings: Metaspace = Metaspace()) { self.settings = settings }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    try tokens.map { token, index in
      token.replacing(String(settings.mark), with: index == 0 && settings.prefix != .never ? "" : " ")
    }
  }
}
