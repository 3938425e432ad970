import SerfTokenizer
import Testing

@Suite("Extending a vocabulary")
struct ExtendingTests {
  private static let first = Array(repeating: "the old man and the sea", count: 9)
  private static let second = Array(repeating: "der alte Mann und das Meer, über alles", count: 9)

  private func base(_ size: Int = 300) throws -> Tokenizer {
    var trainer = try BytePairTrainer(settings: .init(vocabularySize: size))
    try trainer.add(Self.first)
    return try trainer.train()
  }

  @Test("old ids and merges stay, new characters and merges follow")
  func extending() throws {
    let base = try base()
    var trainer = try BytePairTrainer(extending: base, vocabularySize: 310)
    try trainer.add(Self.second)
    let extended = try trainer.train()
    #expect(extended.vocabularySize == 310)
    for id in 0..<Int32(base.vocabularySize) { #expect(extended.token(of: id) == base.token(of: id)) }
    let (old, new) = (try #require(base.model as? BytePair), try #require(extended.model as? BytePair))
    #expect(Array(new.merges.prefix(old.merges.count)) == old.merges)
    #expect(base.tokenID(of: "ü") == nil && extended.tokenID(of: "ü") != nil)
    #expect(try extended.encode(Self.first[0]).ids == base.encode(Self.first[0]).ids)
    #expect(try extended.encode(Self.second[0]).count < base.encode(Self.second[0]).count)
    #expect(try extended.decode(extended.encode(Self.second[0]).ids) == Self.second[0])
    let loaded = try Tokenizer(json: extended.json())
    #expect(try loaded.encode(Self.second[0]).ids == extended.encode(Self.second[0]).ids)
  }

  @Test("extending by the same text goes on as one longer training would have")
  func longerTraining() throws {
    let text = Self.first + ["and the old sea men"] + Self.second
    func trainer(_ size: Int) throws -> BytePairTrainer {
      var trainer = try BytePairTrainer(settings: .init(vocabularySize: size))
      try trainer.add(text)
      return trainer
    }
    let short = try trainer(310).train()
    var extending = try BytePairTrainer(extending: short, vocabularySize: 340)
    try extending.add(text)
    #expect(try extending.train().json() == trainer(340).train().json())
  }

  @Test("special tokens behind the model's own vocabulary keep their ids")
  func addedTokens() throws {
    let small = try base()
    let count = Int32(small.vocabularySize)
    let base = try Tokenizer(
      model: small.model, normalizer: small.normalizer, preTokenizer: small.preTokenizer, decoder: small.decoder,
      specialTokens: small.specialTokens + [SpecialToken("<mask>", id: count)])
    var trainer = try BytePairTrainer(extending: base, vocabularySize: Int(count) + 20)
    try trainer.add(Self.second)
    let extended = try trainer.train()
    #expect(extended.tokenID(of: "<mask>") == count)
    #expect(extended.isSpecial(count))
    #expect(extended.vocabularySize == Int(count) + 20)
  }

  @Test("a size without room is refused")
  func noRoom() throws {
    let base = try base()
    let error = #expect(throws: TokenizerError.self) { try BytePairTrainer(extending: base, vocabularySize: 200) }
    #expect(error?.message == "vocabularySize is 200, expected more than the \(base.vocabularySize) that there are")
  }
}
