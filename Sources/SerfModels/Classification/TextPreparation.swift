package import SerfData
package import SerfTokenizer

/// How raw texts become the token ids of a classifier: no special tokens, at most so many tokens, and never none.
package struct TextPreparation: Sendable {
  package let tokenizer: Tokenizer
  /// Longest text; the rest of a longer one is cut.
  package let maxTokens: Int
  /// Stands for a text without any token.
  private let emptyText: Int
  /// A text that is longer than this for each token wanted is cut before it is tokenised, so that a line of 100 MB
  /// takes no more memory and time than its beginning.
  private static let bytesPerToken = 256

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
    let beginnings = texts.map(beginning)
    do {
      for (index, encoding) in try tokenizer.encodeBatch(beginnings, addSpecialTokens: false).enumerated() {
        if encoding.ids.count > maxTokens || beginnings[index].utf8.count < texts[index].utf8.count { cut += 1 }
        let ids = encoding.ids.prefix(maxTokens).map(Int.init)
        encoded.append(ids.isEmpty ? [emptyText] : ids, label: labels?[index] ?? 0)
      }
    } catch { throw .tokenizer(error) }
    return (encoded, cut)
  }

  /// As much of a text as can matter, without half a character at its end.
  private func beginning(_ text: String) -> String {
    let most = maxTokens * Self.bytesPerToken
    guard text.utf8.count > most else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    while end > text.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }
}
