/// The first stage: makes one spelling of texts that are to count as the same.
public protocol Normalizer: Sendable {
  /// Changes `text` in place, keeping track of where its bytes came from.
  func normalize(_ text: inout NormalizedText) throws(TokenizerError)
}
