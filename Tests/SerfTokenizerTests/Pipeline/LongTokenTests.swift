import SerfTokenizer
import Testing

@Suite("Very long tokens")
struct LongTokenTests {
  /// A vocabulary comes from outside: where the time grew with the square of a token's length, this would take many minutes.
  /// (The text is short, since a search through a long one takes as many steps a place as the longest token that fits.)
  @Test("are loaded in linear time")
  func linear() throws {
    let long = [UInt8](repeating: UInt8(ascii: "z"), count: 1_000_000)
    let model = try Unigram(
      vocabulary: Vocabulary([Array("<unk>".utf8), Array("a".utf8), Array("zb".utf8), long]),
      scores: [0, -1, -2, -3], unknownToken: 0)
    let tokenizer = try Tokenizer(model: model)
    #expect(try tokenizer.encodeIDs("azba") == [1, 2, 1])
  }
}
