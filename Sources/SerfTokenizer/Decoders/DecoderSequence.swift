/// Several decoders, one after the other.
public struct DecoderSequence: TokenDecoder {
  public let decoders: [any TokenDecoder]

  public init(_ decoders: [any TokenDecoder]) { self.decoders = decoders }

  public func decode(_ tokens: inout TokenBytes) throws(TokenizerError) {
    for decoder in decoders { try decoder.decode(&tokens) }
  }
}
