import SerfTokenizer

/// A text as tokens, and the words that these make up.
struct WordTokens {
  let ids: [Int32]
  /// As they are written, without blanks around.
  private(set) var words: [String] = []
  /// The tokens of each word.
  private var ranges: [Range<Int>] = []

  init(_ text: String, _ tokenizer: Tokenizer) throws(ModelError) {
    do throws(TokenizerError) {
      let encoding = try tokenizer.encode(text, addSpecialTokens: false)
      ids = encoding.ids
      guard !text.allSatisfy(\.isWhitespace) else { return }
      let starts = try Self.wordStarts(text, tokenizer)
      var (first, word) = (0, 0)
      for token in 1...ids.count {
        var next = word
        if token < ids.count {
          while next + 1 < starts.count, starts[next + 1] <= encoding.offsets[token].lowerBound { next += 1 }
          guard next > word else { continue }
        }
        append(first..<token, encoding, of: text)
        (first, word) = (token, next)
      }
    } catch { throw .tokenizer(error) }
  }

  /// Where the tokenizer's words begin in the text. Unit: UTF-8 bytes.
  private static func wordStarts(_ text: String, _ tokenizer: Tokenizer) throws(TokenizerError) -> [Int] {
    var pieces = PreTokenizedText(try tokenizer.normalize(text))
    try tokenizer.preTokenizer?.preTokenize(&pieces)
    return pieces.pieces.map { pieces.text.originalRange(of: $0).lowerBound }
  }

  private mutating func append(_ tokens: Range<Int>, _ encoding: Encoding, of text: String) {
    let start = encoding.offsets[tokens.lowerBound].lowerBound
    let end = max(start, encoding.offsets[tokens.upperBound - 1].upperBound)
    let spelling = String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    let word = spelling.drop(while: \.isWhitespace)
    words.append(word.isEmpty ? "␣" : String(word))
    ranges.append(tokens)
  }
}

// MARK: - From tokens to words
extension WordTokens {
  /// Adds up what the tokens of each word have.
  func sums(_ tokens: [Double]) -> [Double] { ranges.map { tokens[$0].reduce(0, +) } }

  /// The mean of the rows of each word's tokens.
  func mean(_ rows: [[Double]]) -> [[Double]] {
    ranges.map { range in
      rows[range].dropFirst().reduce(rows[range.lowerBound]) { sum, row in zip(sum, row).map { $0 + $1 } }
        .map { $0 / Double(range.count) }
    }
  }
}
