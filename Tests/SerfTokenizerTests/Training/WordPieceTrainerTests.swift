import SerfTokenizer
import Testing

@Suite("WordPiece training")
struct WordPieceTrainerTests {
  private func trained(_ settings: WordPieceTrainer.Settings, _ lines: [String]) throws -> [String] {
    var trainer = try WordPieceTrainer(settings: settings, normalizer: nil, preTokenizer: Blanks())
    for line in lines { try trainer.counter.add(line) }
    let vocabulary = try trainer.trainVocabulary()
    return (0..<Int32(vocabulary.count)).map { String(decoding: vocabulary[$0] ?? [], as: UTF8.self) }
  }

  @Test("special tokens, characters, characters inside words, then what was learnt")
  func order() throws {
    let tokens = try trained(
      .init(vocabularySize: 100, specialTokens: ["[UNK]", "[PAD]"]), ["abab abab ab", "abab cab"])
    #expect(
      tokens == ["[UNK]", "[PAD]", "a", "b", "c", "##a", "##b", "ab", "##ab", "abab"])
  }

  @Test("every word can be cut into the tokens, from the left the longest first")
  func cutting() throws {
    let lines = ["größer größte groß", "das größere Haus", "Häuser und Hausboot", "größer Haus Häuser"]
    let tokens = Set(try trained(.init(vocabularySize: 70, minimumFrequency: 1), lines))
    for word in lines.joined(separator: " ").split(separator: " ") {
      var rest = Substring(word)
      while !rest.isEmpty {
        let prefix = rest.startIndex == word.startIndex ? "" : "##"
        let length = (1...rest.count).reversed().first { tokens.contains(prefix + rest.prefix($0)) }
        guard let length else {
          Issue.record("\(rest) of \(word) has no token")
          break
        }
        rest = rest.dropFirst(length)
      }
    }
  }

  @Test("without a prefix, or with a size too small, it is refused")
  func refusals() throws {
    #expect(throws: TokenizerError.self) { try trained(.init(continuingPrefix: ""), ["a"]) }
    let error = #expect(throws: TokenizerError.self) {
      try trained(.init(vocabularySize: 6, specialTokens: ["[UNK]"]), ["abcd bcda"])
    }
    #expect(
      error?.message == "a vocabulary of 6 can't hold 1 special tokens, 0 bytes and 8 characters: "
        + "give at least 9, or a smaller alphabet limit")
  }
}
