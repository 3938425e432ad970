package import SerfData
package import SerfTokenizer

/// How raw texts become the token ids of a classifier: no special tokens, at most so many tokens, and never none.
package struct TextPreparation: Sendable {
  package let tokenizer: Tokenizer
  /// Longest text; the rest of a longer one is cut.
  package let maxTokens: Int
  /// Stands for a text without any token.
  private let emptyText: Int

  package init(tokenizer: Tokenizer, maxTokens: Int) {
    self.tokenizer = tokenizer
    self.maxTokens = maxTokens
    emptyText = tokenizer.tokenID(of: SpecialToken.end).map(Int.init) ?? 0
  }

  /// Encodes texts on all cores.
  /// - Parameter labels: the class of each; nil for texts to classify.
  /// - Returns: the ids, and how many texts were cut.
  package func encode(
    _ texts: [String], labels: [Int]? = nil
  ) throws(ModelError) -> (texts: EncodedTexts, cut: Int) {
    var (encoded, cut) = (EncodedTexts(), 0)
    do {
      for (index, encoding) in try tokenizer.encodeBatch(texts, addSpecialTokens: false).enumerated() {
        if encoding.ids.count > maxTokens { cut += 1 }
        let ids = encoding.ids.prefix(maxTokens).map(Int.init)
        encoded.append(ids.isEmpty ? [emptyText] : ids, label: labels?[index] ?? 0)
      }
    } catch { throw .tokenizer(error) }
    return (encoded, cut)
  }
}
