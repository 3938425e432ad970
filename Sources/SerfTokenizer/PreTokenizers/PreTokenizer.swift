/// The second stage: cuts a text into pieces that no token crosses.
public protocol PreTokenizer: Sendable {
  /// Cuts the pieces of `text` into smaller ones.
  func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError)
}
