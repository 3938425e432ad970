package import SerfTokenizer

/// The ids of the special tokens that a translation model needs.
package struct TranslationTokens: Hashable, Sendable {
  package let padding: Int?
  package let beginning: Int
  package let end: Int

  package init(padding: Int?, beginning: Int, end: Int) {
    (self.padding, self.beginning, self.end) = (padding, beginning, end)
  }

  /// - Throws: ``ModelError`` where the vocabulary lacks `<s>` or `</s>`.
  package init(_ tokenizer: Tokenizer) throws(ModelError) {
    func id(_ token: String) -> Int? { tokenizer.tokenID(of: token).map(Int.init) }
    guard let beginning = id(SpecialToken.beginning), let end = id(SpecialToken.end) else {
      throw .missingSpecialTokens([SpecialToken.beginning, SpecialToken.end].filter { id($0) == nil })
    }
    (self.beginning, self.end, padding) = (beginning, end, id(SpecialToken.padding))
  }

  /// What no translation holds.
  var neverSaid: [Int] { [padding, beginning].compactMap(\.self) }
}
