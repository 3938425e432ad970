import SerfTokenizer
import Testing

@Suite("Unigram's search for the best tokens")
struct UnigramSearchTests {
  private static let alphabet = ["a", "b", "é", "日", "😀"]

  /// A vocabulary of random strings; all single characters but the last are tokens.
  private struct Pieces {
    var tokens: [String] = ["<unk>"]
    var scores: [Double] = [0]

    init() {}

    init(count: Int, longest: Int, using random: inout SeededRandom) {
      for character in UnigramSearchTests.alphabet.dropLast() { add(character, using: &random) }
      while tokens.count < count {
        let length = Int.random(in: 2...longest, using: &random)
        let characters = (0..<length).map { _ in UnigramSearchTests.alphabet.randomElement(using: &random) ?? "" }
        add(characters.joined(), using: &random)
      }
    }

    private mutating func add(_ token: String, using random: inout SeededRandom) {
      guard !tokens.contains(token) else { return }
      tokens.append(token)
      scores.append(-Double.random(in: 1...12, using: &random))
    }
  }

  /// The score of the best way to cut a text, by a table with a row for each place: the definition, without a window.
  private func bestScore(_ text: [UInt8], _ pieces: Pieces) -> Double {
    let unknown = (pieces.scores.min() ?? 0) - 10
    let tokens = zip(pieces.tokens, pieces.scores).dropFirst().map { (Array($0.utf8), $1) }
    var best = [Double](repeating: -.infinity, count: text.count + 1)
    best[0] = 0
    for start in text.indices where best[start] > -.infinity {
      for (token, score) in tokens where text[start...].starts(with: token) {
        best[start + token.count] = max(best[start + token.count], best[start] + score)
      }
      var end = start + 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      if !pieces.tokens.contains(String(decoding: text[start..<end], as: UTF8.self)) {
        best[end] = max(best[end], best[start] + unknown)
      }
    }
    return best[text.count]
  }

  @Test("tokens add up to the best score there is, in words of any length", arguments: UInt64(1)...6)
  func best(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = Pieces(count: 40, longest: Int.random(in: 2...40, using: &random), using: &random)
    let model = try Unigram(
      vocabulary: Vocabulary(pieces.tokens.map { Array($0.utf8) }), scores: pieces.scores, unknownToken: 0)
    for count in [1, 2, 7, 60, 3000] {
      // Of tokens and characters, so that long tokens come, too.
      let parts = Self.alphabet + pieces.tokens.dropFirst()
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      try expectBest(text, pieces, model)
    }
  }

  /// Tokens cover a text without a gap, and their scores add up to the best sum.
  private func expectBest(_ text: String, _ pieces: Pieces, _ model: Unigram) throws {
    let unknown = (pieces.scores.min() ?? 0) - 10
    let utf8 = Array(text.utf8)
    var tokens = TokenBuffer()
    try model.tokenize(utf8.span, pieces: [0..<utf8.count], into: &tokens)
    var (end, score) = (0, 0.0)
    for (id, range) in zip(tokens.ids, tokens.ranges) {
      #expect(range.lowerBound == end)
      end = range.upperBound
      let spelled = String(decoding: utf8[range], as: UTF8.self)
      if id == 0 {
        score += unknown * Double(spelled.unicodeScalars.count)
      } else {
        #expect(spelled == pieces.tokens[Int(id)])
        score += pieces.scores[Int(id)]
      }
    }
    #expect(end == utf8.count)
    #expect(abs(score - bestScore(utf8, pieces)) < 1e-9 * Double(utf8.count))
  }

  /// Ways of which none is decided before the end, of which all go through one place again and again, and characters that
  /// no token covers: longer than the search's window.
  @Test("tokens add up to the best score in long runs", arguments: ["aab", "é日", "b😀", "aaaaé"])
  func runs(unit: String) throws {
    var pieces = Pieces()
    for (token, score) in [("a", -10), ("aa", -1.5), ("aaaaa", -4.5), ("b", -3), ("é日", -2), ("日é", -2.25), ("é", -5)] {
      pieces.tokens.append(token)
      pieces.scores.append(score)
    }
    let model = try Unigram(
      vocabulary: Vocabulary(pieces.tokens.map { Array($0.utf8) }), scores: pieces.scores, unknownToken: 0)
    for character in unit {
      for count in [2_700, 8_191, 8_192, 30_001] {
        let run = String(repeating: character, count: count)
        try expectBest(run, pieces, model)
        try expectBest(run + unit + run, pieces, model)
      }
    }
    try expectBest(String(repeating: unit, count: 9_000), pieces, model)
  }
}
