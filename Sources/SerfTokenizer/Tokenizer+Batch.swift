import Synchronization

extension Tokenizer {
  /// The ids of many texts, in their order, by several threads.
  /// - Parameters:
  ///   - pads: whether the encodings are filled up as ``padding`` says, where there is one.
  ///   - threads: nil takes one a core. The result doesn't depend on it.
  /// - Throws: the error of the first text that fails, in the order of the texts; ``TokenizerError/Code/badSetting``
  ///   for a padded length beyond 2^20.
  public func encodeBatch(
    _ texts: [String], addSpecialTokens: Bool = true, pads: Bool = true, threads: Int? = nil
  ) throws(TokenizerError) -> [Encoding] {
    let failure = Mutex<(text: Int, error: TokenizerError)?>(nil)
    var encodings = Workers.map(texts.count, threads: threads) { index in
      do throws(TokenizerError) {
        return try encode(texts[index], addSpecialTokens: addSpecialTokens)
      } catch {
        failure.withLock { first in if index < first?.text ?? .max { first = (index, error) } }
        return Encoding()
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.error }
    if pads, let padding { try padding.apply(to: &encodings) }
    return encodings
  }
}
