import SerfTokenizer
import TestSupport
import Testing

@Suite("Added tokens")
struct AddedTokenTests {
  private static let spellings = ["zq", "ab ab", "b b", "  x", "é!", "<x>", "x<", "👩", "a\u{301}", "\n.", "q"]

  /// Some of the spellings as tokens with all kinds of flags, none that are looked for in the text as it is given where
  /// `isNormalized`.
  private func tokens(for model: BytePair, isNormalized: Bool, _ random: inout SeededRandom) -> [AddedToken] {
    let free = Self.spellings.filter { model.vocabulary.id(of: Array($0.utf8)) == nil }
    let chosen = free.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))
    return chosen.enumerated().map { index, spelling in
      AddedToken(
        id: Int32(model.vocabulary.count + index), utf8: Array(spelling.utf8), isSpecial: .random(using: &random),
        isSingleWord: .random(using: &random), stripsLeft: .random(using: &random),
        stripsRight: .random(using: &random), isNormalized: isNormalized || .random(using: &random))
    }
  }

  /// Without a normaliser a text and what is normalised are one, and most pipelines look for all tokens at once; a
  /// normaliser that changes nothing sends them the long way.
  @Test("are found alike without a normaliser and with one that changes nothing", arguments: [true, false])
  func withoutNormalizer(isNormalized: Bool) throws {
    let base = try HuggingFaceReference.tokenizer("gpt2")
    let model = try #require(base.model as? BytePair)
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed: seed)
      let added = tokens(for: model, isNormalized: isNormalized, &random)
      let plain = try Tokenizer(
        model: model, preTokenizer: base.preTokenizer, decoder: base.decoder, addedTokens: added)
      let long = try Tokenizer(
        model: model, normalizer: NormalizerSequence([]), preTokenizer: base.preTokenizer, decoder: base.decoder,
        addedTokens: added)
      for _ in 0..<20 {
        let parts = (0..<Int.random(in: 0...8, using: &random)).map { _ in
          (Self.spellings + ["c", "de", "  ", ".", "ab", "x", "b", "z"]).randomElement(using: &random) ?? ""
        }
        let text = parts.joined()
        let (found, expected) = (try plain.encode(text), try long.encode(text))
        #expect(found.ids == expected.ids, "seed \(seed), \(text.debugDescription)")
        #expect(found.offsets == expected.offsets, "seed \(seed), \(text.debugDescription)")
      }
    }
  }
}
