/// Several normalisers, one after the other.
public struct NormalizerSequence: Normalizer {
  public let normalizers: [any Normalizer]

  public init(_ normalizers: [any Normalizer]) { self.normalizers = normalizers }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    for normalizer in normalizers { try normalizer.normalize(&text) }
  }
}
