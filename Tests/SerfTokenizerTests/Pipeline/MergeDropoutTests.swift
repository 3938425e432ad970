import SerfTokenizer
import Testing

@Suite("BPE dropout with the caller's random numbers")
struct MergeDropoutTests {
  @Test("without dropout the tokens are the usual ones, on any text")
  func none() throws {
    var (random, generator) = (SeededRandom(seed: 3), SeededRandom(seed: 4))
    let tokenizer = try SmallTokenizers.tokenizer()
    #expect(tokenizer.allowsDropout)
    for text in SmallTokenizers.lines + (0..<200).map({ _ in random.text(maximumPieces: 30) }) {
      let usual = try tokenizer.encodeIDs(text, addSpecialTokens: false)
      #expect(try tokenizer.encodeIDs(text, dropout: 0, using: &generator) == usual, "\(text)")
    }
  }

  @Test("however many merges are passed over, the tokens spell the text", arguments: [0.1, 0.5, 1])
  func lossless(dropout: Double) throws {
    var generator = SeededRandom(seed: 5)
    let tokenizer = try SmallTokenizers.tokenizer("none")
    for text in SmallTokenizers.lines {
      let ids = try tokenizer.encodeIDs(text, dropout: dropout, using: &generator)
      #expect(try tokenizer.decode(ids) == text)
    }
  }

  @Test("the more merges are passed over the more tokens; one seed gives one result")
  func seeds() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let text = SmallTokenizers.lines[1]
    func ids(_ dropout: Double, _ seed: UInt64) throws -> [[Int32]] {
      var generator = SeededRandom(seed: seed)
      return try (0..<20).map { _ in try tokenizer.encodeIDs(text, dropout: dropout, using: &generator) }
    }
    let some = try ids(0.3, 1)
    #expect(try ids(0.3, 1) == some && ids(0.3, 2) != some && Set(some).count > 10)
    let counts = try [0, 0.1, 0.3, 0.7, 1].map { try ids($0, 1).reduce(0) { $0 + $1.count } }
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(counts[4] == 20 * text.count)
  }

  @Test("a share outside of 0 to 1 is refused, and a model without merges")
  func refused() throws {
    var generator = SeededRandom(seed: 1)
    let tokenizer = try SmallTokenizers.tokenizer()
    for dropout in [-0.1, 1.5, .nan] {
      #expect(throws: TokenizerError.self) { try tokenizer.encodeIDs("a", dropout: dropout, using: &generator) }
    }
    let words = try Tokenizer(model: WordLevel(vocabulary: tokenizer.model.vocabulary, unknownToken: 0))
    #expect(!words.allowsDropout)
    #expect(throws: TokenizerError.self) { try words.encodeIDs("a", dropout: 0.1, using: &generator) }
  }
}
