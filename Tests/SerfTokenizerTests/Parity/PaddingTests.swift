import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Padding")
struct PaddingTests {
  /// What `Reference/padding.py` wrote of one tokenizer with one way to pad.
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let tokenizer: String
    let title: String
    let padding: String
    let lines: [String]
    let ids, types, attention, special: [[Int32]]
    let starts: [[Int]]

    var testDescription: String { "\(tokenizer), \(title)" }

    func file() throws -> [UInt8] {
      let path = HuggingFaceReference.folder.appending(path: "tokenizers/\(tokenizer).json")
      let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
      let padded = text.replacing(#""padding":null"#, with: #""padding":\#(padding)"#)
      try #require(padded != text)
      return Array(padded.utf8)
    }
  }

  private static func cases() throws -> [Case] {
    let data = try Data(contentsOf: HuggingFaceReference.folder.appending(path: "padding.json"))
    return try JSONDecoder().decode([Case].self, from: data)
  }

  @Test("a batch is padded as Hugging Face pads it, and the file keeps how", arguments: try cases())
  func batch(reference: Case) throws {
    let tokenizer = try Tokenizer(json: reference.file())
    let again = try Tokenizer(json: tokenizer.huggingFaceJSON())
    #expect(again.padding == tokenizer.padding)
    for tokenizer in [tokenizer, again] {
      let batch = try tokenizer.encodeBatch(reference.lines)
      #expect(batch.map(\.ids) == reference.ids)
      #expect(batch.map(\.typeIDs) == reference.types)
      #expect(batch.map { $0.attentionMask.map { $0 ? 1 : 0 } } == reference.attention)
      #expect(batch.map { $0.specialTokenMask.map { $0 ? 1 : 0 } } == reference.special)
      #expect(batch.map { $0.offsets.map(\.lowerBound) } == reference.starts)
    }
  }

  @Test("without padding a batch is its texts, and a text alone is never padded")
  func apart() throws {
    let reference = try #require(Self.cases().first { $0.title == "fixed-left-of-5" })
    let tokenizer = try Tokenizer(json: reference.file())
    let alone = try reference.lines.map { try tokenizer.encode($0) }
    #expect(try tokenizer.encodeBatch(reference.lines, pads: false) == alone)
    #expect(Set(alone.map(\.count)).count > 1)
    // The text's own tokens are still found behind what is filled in.
    for (line, encoding) in zip(reference.lines, try tokenizer.encodeBatch(reference.lines)) {
      let own = try tokenizer.encode(line)
      let (padded, plain) = (encoding.tokens(of: .first), own.tokens(of: .first))
      #expect(padded.map { encoding.ids[$0] } == plain.map { own.ids[$0] })
    }
  }

  @Test("a length that no model reads is refused in place of filling the memory")
  func hugeLength() throws {
    for padding in [Padding(fixedLength: 2_147_483_647), Padding(multiple: 2_147_483_647)] {
      let plain = try SmallTokenizers.tokenizer()
      let tokenizer = try Tokenizer(model: plain.model, preTokenizer: plain.preTokenizer, padding: padding)
      let error = #expect(throws: TokenizerError.self) { try tokenizer.encodeBatch(["the sea", "the old sea"]) }
      #expect(error?.code == .badSetting)
      #expect(error?.message == "the length of padding is 2147483647 tokens, expected 1048576 at most")
      #expect(try tokenizer.encodeBatch(["the sea"], pads: false).count == 1)
    }
  }
}
