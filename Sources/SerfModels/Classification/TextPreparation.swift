package import SerfData
package import SerfTokenizer

/// How raw texts become the token ids of a classifier: no special tokens, at most so many tokens, and never none.
package struct TextPreparation: Sendable {
  package let tokenizer: Tokenizer
  /// Longest text; the rest of a longer one is cut.
  package let maxTokens: Int
  /// Stands for a text without any token, and between two that are read as one.
  private let emptyText: Int
  /// A text that is longer than this for each token wanted is cut before it is tokenised, so that a line of 100 MB
  /// takes no more memory and time than its beginning.
  private static let bytesPerToken = 256

  package init(tokenizer: Tokenizer, maxTokens: Int) {
    self.tokenizer = tokenizer
    self.maxTokens = maxTokens
    emptyText = tokenizer.tokenID(of: SpecialToken.end).map(Int.init) ?? 0
  }

  /// Encodes examples on all cores.
  /// - Parameters:
  ///   - examples: the texts of each; all have as many.
  ///   - labels: the class of each; nil for examples to classify.
  /// - Returns: the ids, and how many texts were cut.
  package func encode(
    _ examples: [[String]], labels: [Int]? = nil
  ) throws(ModelError) -> (texts: EncodedTexts, cut: Int) {
    let textCount = examples.first?.count ?? 1
    var encoded = EncodedTexts(textsPerExample: textCount, separator: emptyText)
    var cut = 0
    let texts = examples.flatMap(\.self)
    let beginnings = texts.map(beginning)
    do {
      let encodings = try tokenizer.encodeBatch(beginnings, addSpecialTokens: false, pads: false)
      for example in examples.indices {
        let ids = (example * textCount..<(example + 1) * textCount).map { index in
          let all = encodings[index].ids
          if all.count > maxTokens || beginnings[index].utf8.count < texts[index].utf8.count { cut += 1 }
          return all.isEmpty ? [emptyText] : all.prefix(maxTokens).map(Int.init)
        }
        encoded.append(ids, label: labels?[example] ?? 0)
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
