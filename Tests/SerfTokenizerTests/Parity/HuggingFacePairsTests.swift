import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Hugging Face's pairs")
struct HuggingFacePairsTests {
  struct Figures: Decodable {
    let first: String
    let second: String
    let answers: [String: Answer]
  }

  /// What a tokenizer makes of the two texts: as they are, cut to 9 and to 14 tokens, and the first decoded.
  struct Answer: Decodable {
    let decoded: String
    let whole: Pair
    let nine: Pair
    let fourteen: Pair

    private enum CodingKeys: String, CodingKey {
      case decoded
      case whole = "0"
      case nine = "9"
      case fourteen = "14"
    }
  }

  struct Pair: Decodable {
    let ids: [Int32]
    let types: [Int32]
    let offsets: [[Int]]
  }

  private static func figures() throws -> Figures {
    let data = try Data(contentsOf: HuggingFaceReference.folder.appending(path: "pairs.json"))
    return try JSONDecoder().decode(Figures.self, from: data)
  }

  private func check(_ pair: Pair, _ encoding: Encoding, _ comment: Comment) {
    #expect(encoding.ids == pair.ids, comment)
    #expect(encoding.typeIDs == pair.types, comment)
    #expect(encoding.offsets.map { [$0.lowerBound, $0.upperBound] } == pair.offsets, comment)
  }

  private func cut(_ tokenizer: Tokenizer, to maximum: Int) throws -> Tokenizer {
    try Tokenizer(
      model: tokenizer.model, normalizer: tokenizer.normalizer, preTokenizer: tokenizer.preTokenizer,
      postProcessor: tokenizer.postProcessor, decoder: tokenizer.decoder, addedTokens: tokenizer.addedTokens,
      truncation: Truncation(maximumCount: maximum))
  }

  @Test(
    "have the same ids, segments and offsets, cut or not, and decode to the same text",
    arguments: HuggingFaceReference.madeNames)
  func pairs(name: String) throws {
    let figures = try Self.figures()
    let answer = try #require(figures.answers[name])
    let tokenizer = try HuggingFaceReference.tokenizer(name)
    check(answer.whole, try tokenizer.encode(figures.first, figures.second), "\(name)")
    check(answer.nine, try cut(tokenizer, to: 9).encode(figures.first, figures.second), "\(name), 9")
    check(answer.fourteen, try cut(tokenizer, to: 14).encode(figures.first, figures.second), "\(name), 14")
    let ids = try tokenizer.encodeIDs(figures.first)
    #expect(try tokenizer.decode(ids) == answer.decoded, "\(name)")
  }

  @Test(
    "stream: decoded one by one, ids give the text of all at once and no half characters",
    arguments: HuggingFaceReference.madeNames)
  func streaming(name: String) throws {
    let tokenizer = try HuggingFaceReference.tokenizer(name)
    let ids = try tokenizer.encodeIDs("Ein naïver 🎉 Mann, 我们 the cat", addSpecialTokens: false)
    var decoder = tokenizer.streamingDecoder()
    var text = ""
    for id in ids {
      let part = try decoder.next(id)
      #expect(!part.unicodeScalars.contains("\u{FFFD}"), "\(name)")
      text += part
    }
    text += try decoder.finish()
    #expect(text == (try tokenizer.decode(ids)), "\(name)")
  }

  @Test("truncation by tokens ends where a token ends, and counts as the encoding does", arguments: [0, 1, 5, 1000])
  func truncating(maximum: Int) throws {
    for name in ["gpt2", "bert", "llama2", "unigram"] {
      let tokenizer = try HuggingFaceReference.tokenizer(name)
      let text = "Ein naïver 🎉 Mann and a cat sat on the mat"
      let beginning = String(try tokenizer.truncate(text, toTokens: maximum))
      #expect(text.hasPrefix(beginning))
      let encoding = try tokenizer.encode(text, addSpecialTokens: false)
      if maximum >= encoding.count { #expect(beginning == text) }
      #expect(try tokenizer.count(beginning, addSpecialTokens: false) <= maximum, "\(name)")
      #expect(encoding.ranges(in: text).map { text.utf8[$0].count } == encoding.offsets.map(\.count), "\(name)")
    }
  }
}
