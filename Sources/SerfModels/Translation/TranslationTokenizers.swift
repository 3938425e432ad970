package import SerfTokenizer

/// The tokenizers of a translation model: one of both languages, or one for each.
package struct TranslationTokenizers: Sendable {
  /// Of translations, and of sources too where these have none of their own.
  package let target: Tokenizer
  /// Of sources; nil where one tokenizer serves both.
  package let separateSource: Tokenizer?

  package init(target: Tokenizer, separateSource: Tokenizer? = nil) {
    (self.target, self.separateSource) = (target, separateSource)
  }

  package var source: Tokenizer { separateSource ?? target }

  /// The special tokens, which have the same ids in both.
  /// - Throws: ``ModelError`` where a vocabulary lacks one of them, or the two disagree.
  func special() throws(ModelError) -> TranslationTokens {
    let special = try TranslationTokens(target)
    guard let separateSource else { return special }
    let others = try TranslationTokens(separateSource)
    guard others == special else {
      throw .badConfiguration(
        "<s>, </s> of the source's vocabulary", found: "\(others.beginning), \(others.end)",
        expected: "\(special.beginning), \(special.end), as in that of the translations")
    }
    return special
  }
}
