// The messages of training.
extension TokenizerError {
  static func notExtensible(_ model: String) -> TokenizerError {
    TokenizerError(
      .unsupported, "a vocabulary of the kind \(model) can't be extended; only byte-pair encoding (BPE) can")
  }
}
