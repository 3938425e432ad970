/// Texts as sources of a network: each is one part, none where it has no token, or several where it has more tokens than
/// the network takes.
struct SourceParts {
  /// Token ids of all parts.
  private(set) var sources: [[Int32]] = []
  /// For each text its parts.
  private(set) var ranges: [Range<Int>] = []

  private let preparation: TranslationPreparation

  init(_ texts: [String], _ preparation: TranslationPreparation) throws(ModelError) {
    self.preparation = preparation
    let encoded = try preparation.encode(sources: texts)
    for (text, tokens) in zip(texts, encoded) {
      let start = sources.count
      if tokens.count > preparation.maxTokens {
        try split(text)
      } else if !text.allSatisfy(\.isWhitespace) {
        sources.append(tokens)
      }
      ranges.append(start..<sources.count)
    }
  }

  /// The parts to translate; the translation of each text's first part is to begin with `prefix`.
  func sources(prefix: ForcedPrefix) -> [DecodingSource] {
    var sources = sources.map { DecodingSource($0[...]) }
    for range in ranges where !range.isEmpty {
      sources[range.lowerBound].prefix = prefix.tokens
      sources[range.lowerBound].notAfterPrefix = prefix.continuations
    }
    return sources
  }

  /// Cuts a text between words, at the end of a sentence where the second half of a part has one.
  private mutating func split(_ text: String) throws(ModelError) {
    let words = text.split(whereSeparator: \.isWhitespace)
    let lengths = try preparation.encode(sources: words.map { " " + $0 }).map(\.count)
    var start = 0
    while start < words.count {
      var (end, tokens, sentenceEnd) = (start, 0, 0)
      while end < words.count, end == start || tokens + lengths[end] <= preparation.maxTokens {
        tokens += lengths[end]
        end += 1
        if Self.endsSentence(words[end - 1]), 2 * tokens > preparation.maxTokens { sentenceEnd = end }
      }
      if end < words.count, sentenceEnd > 0 { end = sentenceEnd }
      let part = try preparation.encode(sources: [words[start..<end].joined(separator: " ")])[0]
      // One word may be longer than the network takes: its tokens are cut wherever they end.
      for first in stride(from: 0, to: part.count, by: preparation.maxTokens) {
        sources.append(Array(part[first..<min(first + preparation.maxTokens, part.count)]))
      }
      start = end
    }
  }

  private static func endsSentence(_ word: Substring) -> Bool {
    guard let last = word.last(where: { !"\"'”’»)]".contains($0) }) else { return false }
    return ".!?…。！？".contains(last)
  }
}
