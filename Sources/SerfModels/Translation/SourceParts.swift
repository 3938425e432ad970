/// Texts as sources of a network: each is one part, none where it has no token, or several where it is to be cut
/// (``DecodingOptions/Splitting``).
struct SourceParts {
  /// Token ids of all parts.
  private(set) var sources: [[Int32]] = []
  /// For each text its parts.
  private(set) var ranges: [Range<Int>] = []

  private let preparation: TranslationPreparation

  /// - Throws: ``ModelError`` for a text that can't be encoded, or that is longer than the network takes and not to be cut.
  init(
    _ texts: [String], _ preparation: TranslationPreparation, _ splitting: DecodingOptions.Splitting
  ) throws(ModelError) {
    self.preparation = preparation
    let encoded = try preparation.encode(sources: texts)
    for (text, tokens) in zip(texts, encoded) {
      let start = sources.count
      let isCut =
        switch splitting {
        case .long: tokens.count > preparation.longestSource
        case .sentences: true
        case .never: false
        }
      if isCut {
        try addSentences(of: text)
      } else if tokens.count > preparation.maxTokens {
        throw .longText(text, tokens: tokens.count, most: preparation.maxTokens)
      } else if !tokens.isEmpty, !text.allSatisfy(\.isWhitespace) {
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

  /// Cuts a text at the end of each sentence.
  private mutating func addSentences(of text: String) throws(ModelError) {
    let words = text.split(whereSeparator: \.isWhitespace)
    var start = 0
    for index in words.indices {
      let next = index + 1 < words.count ? words[index + 1] : nil
      guard next == nil || SentenceEnds.endsSentence(words[index], before: next) else { continue }
      try add(sentence: words[start...index])
      start = index + 1
    }
  }

  /// A sentence as one part; one that is longer than the network takes is cut between words.
  private mutating func add(sentence words: ArraySlice<Substring>) throws(ModelError) {
    let whole = try preparation.encode(sources: [words.joined(separator: " ")])[0]
    guard whole.count > preparation.maxTokens else {
      if !whole.isEmpty { sources.append(whole) }
      return
    }
    let lengths = try preparation.encode(sources: words.map { " " + $0 }).map(\.count)
    var start = 0
    while start < words.count {
      var (end, tokens) = (start, 0)
      while end < words.count, end == start || tokens + lengths[end] <= preparation.maxTokens {
        tokens += lengths[end]
        end += 1
      }
      let stretch = words.dropFirst(start).prefix(end - start)
      let part = try preparation.encode(sources: [stretch.joined(separator: " ")])[0]
      // One word may be longer than the network takes: its tokens are cut wherever they end.
      for first in stride(from: 0, to: part.count, by: preparation.maxTokens) {
        sources.append(Array(part[first..<min(first + preparation.maxTokens, part.count)]))
      }
      start = end
    }
  }
}
