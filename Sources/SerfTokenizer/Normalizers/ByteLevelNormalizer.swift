/// Writes each byte of a text as the character that the byte alphabet has for it.
public struct ByteLevelNormalizer: Normalizer, Hashable {
  public init() {}

  public func normalize(_ text: inout NormalizedText) {
    text.rewrite { utf8, rewriter in ByteAlphabet.write(utf8, 0..<utf8.count, to: &rewriter) }
  }
}
