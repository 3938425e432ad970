import SerfTokenizer
import Testing

@Suite("Tokenizer")
struct TokenizerTests {
  @Test(
    "wrong UTF-8 is refused with the offset of the wrong byte",
    arguments: [
      ([0x61, 0xFF], 1), ([0x61, 0x62, 0xC3], 2), ([0xE2, 0x82, 0x41], 0), ([0xED, 0xA0, 0x80], 0), ([0xC0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0),
    ] as [([UInt8], Int)])
  func wrongUTF8(bytes: [UInt8], offset: Int) throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let error = #expect(throws: TokenizerError.self) { try tokenizer.encode(utf8: bytes) }
    #expect(error?.code == .invalidUTF8)
    #expect(error?.place.byteOffset == offset)
    #expect(error?.message.contains("byte \(offset) ") == true)
  }

  @Test("bytes, spans and strings of the same text have the same ids")
  func sameThroughEveryDoor() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    for line in SmallTokenizers.lines {
      let encoding = try tokenizer.encode(line)
      #expect(try tokenizer.encode(utf8: Array(line.utf8)) == encoding)
      #expect(try tokenizer.encodeIDs(utf8: Array(line.utf8).span) == encoding.ids)
      #expect(try tokenizer.count(line) == encoding.count)
    }
  }

  @Test("two texts are put together by the template, with types and sources")
  func pairs() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let begin = try #require(tokenizer.tokenID(of: "<s>"))
    let end = try #require(tokenizer.tokenID(of: "</s>"))
    let a = try tokenizer.encode("the sea", addSpecialTokens: false)
    let b = try tokenizer.encode("old", addSpecialTokens: false)
    let pair = try tokenizer.encode("the sea", "old")
    #expect(pair.ids == [begin] + a.ids + [end] + b.ids + [end])
    #expect(pair.typeIDs == [0] + a.ids.map { _ in 0 } + [0] + b.ids.map { _ in 1 } + [1])
    #expect(pair.specialTokenMask.filter(\.self).count == 3)
    let second = try #require(pair.tokens(of: .second))
    #expect(Array(pair.ids[second]) == b.ids)
    #expect(Array(pair.offsets[second]) == b.offsets)
    #expect(try tokenizer.encode("the sea", "old", addSpecialTokens: false).ids == a.ids + b.ids)
  }

  @Test("an empty text has no tokens but special ones")
  func empty() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    #expect(try tokenizer.encode("", addSpecialTokens: false) == Encoding())
    #expect(try tokenizer.encode("").count == 2)
    #expect(try tokenizer.decode([]) == "")
  }

  @Test("an id outside the vocabulary is refused", arguments: [Int32(-1), 420, .max])
  func unknownID(id: Int32) throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    #expect(tokenizer.vocabularySize <= 420)
    let error = #expect(throws: TokenizerError.self) { try tokenizer.decode([id]) }
    #expect(error?.code == .unknownToken)
    #expect(error?.message == "there is no id \(id): the vocabulary has the ids 0 to \(tokenizer.vocabularySize - 1)")
    #expect(tokenizer.token(of: id) == nil)
  }

  @Test("byte tokens that spell no character decode to replacement characters, one a byte")
  func wrongByteTokens() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let ids = try ["<0xC3>", "<0xA9>", "<0xC3>", "<0xC3>"].map { try #require(tokenizer.tokenID(of: $0)) }
    #expect(try tokenizer.decode(ids.prefix(2)) == "é")
    #expect(try tokenizer.decode(ids.suffix(2)) == "\u{FFFD}\u{FFFD}")
  }

  @Test("canonically equivalent tokens are different tokens")
  func keyedByBytes() throws {
    let vocabulary = try Vocabulary([Array("é".utf8), Array("e\u{301}".utf8)])
    #expect(vocabulary.id(of: Array("é".utf8)) == 0)
    #expect(vocabulary.id(of: Array("e\u{301}".utf8)) == 1)
  }

  @Test("many threads at once encode as one does, and a batch as its texts do", arguments: [1, 2, 5])
  func threads(count: Int) throws {
    let tokenizer = try SmallTokenizers.tokenizer("NFD+lower+NFKC")
    let texts = (1...600).map { seed in
      var random = SeededRandom(seed: UInt64(seed))
      return random.text()
    }
    let alone = try texts.map { try tokenizer.encode($0) }
    #expect(try tokenizer.encodeBatch(texts, threads: count) == alone)
    #expect(try tokenizer.encodeBatch([], threads: count).isEmpty)
  }

  @Test("concurrent tasks share one tokenizer")
  func tasks() async throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    let expected = try SmallTokenizers.lines.map { try tokenizer.encode($0) }
    try await withThrowingTaskGroup(of: [Encoding].self) { group in
      for _ in 0..<16 {
        group.addTask {
          var found: [Encoding] = []
          for _ in 0..<20 { found = try SmallTokenizers.lines.map { try tokenizer.encode($0) } }
          return found
        }
      }
      for try await found in group { #expect(found == expected) }
    }
  }

  @Test("without byte tokens an unknown character is the unknown token, or an error that names it")
  func unknownCharacters() throws {
    let vocabulary = try Vocabulary(["a", "<unk>"].map { Array($0.utf8) })
    let strict = try Tokenizer(model: BytePair(vocabulary: vocabulary, merges: [], byteFallback: false))
    let error = #expect(throws: TokenizerError.self) { try strict.encode("aéa") }
    #expect(error?.code == .unencodable)
    #expect(error?.place.byteOffset == 1)
    for (fuses, expected) in [(false, [0, 1, 1, 0]), (true, [0, 1, 0])] as [(Bool, [Int32])] {
      let model = try BytePair(
        vocabulary: vocabulary, merges: [], byteFallback: false, unknownToken: 1, fusesUnknown: fuses)
      #expect(try Tokenizer(model: model).encodeIDs("aéßa") == expected)
    }
  }

  @Test("special tokens and vocabulary that contradict each other are refused")
  func badSpecialTokens() throws {
    let vocabulary = try Vocabulary(["a", "<unk>"].map { Array($0.utf8) })
    let model = try BytePair(vocabulary: vocabulary, merges: [], byteFallback: false)
    for tokens in [
      [SpecialToken("<s>", id: 0)], [SpecialToken("<s>", id: 3)], [SpecialToken("a", id: 2)],
      [SpecialToken("<s>", id: 2), SpecialToken("<t>", id: 2)], [SpecialToken("<s>", id: -1)],
    ] {
      let error = #expect(throws: TokenizerError.self) { try Tokenizer(model: model, specialTokens: tokens) }
      #expect(error?.code == .badVocabulary, "\(tokens)")
    }
    let added = try Tokenizer(model: model, specialTokens: [SpecialToken("<s>", id: 2)])
    #expect(added.vocabularySize == 3)
    #expect(added.tokenID(of: "<s>") == 2)
    #expect(added.token(of: 2) == "<s>")
  }
}
