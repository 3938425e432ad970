import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Other libraries' formats")
struct OtherFormatsTests {
  private static let models = [
    "mistral": "tokenizers/mistral-7b-v0.1/tokenizer.model", "bpe": "tokenizers/sentencepiece-bpe/m.model",
    "unigram": "tokenizers/sentencepiece-unigram/test_model.model",
  ]

  /// Of each model and file the hash of the ids that `Reference/sentencepiece_models.py` wrote.
  private static let hashes: [String: [String: String]] = {
    let data = try? Data(contentsOf: HuggingFaceReference.folder.appending(path: "sentencepiece.json"))
    return data.flatMap { try? JSONDecoder().decode([String: [String: String]].self, from: $0) } ?? [:]
  }()

  private static func path(_ name: String) -> String { "\(Corpora.folder ?? "")/\(name)" }

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  @Test(
    "a SentencePiece model has SentencePiece's ids", .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)),
    arguments: ["mistral", "bpe", "unigram"])
  func sentencePiece(name: String) throws {
    let tokenizer = try Tokenizer(contentsOf: Self.path(Self.models[name] ?? ""))
    let expected = try #require(Self.hashes[name])
    for (file, digest) in expected {
      var hash = SHA256()
      for line in try Corpora.text(file).utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let ids = try tokenizer.encodeIDs(String(Substring(line)))
        hash.update(Array((ids.map(String.init).joined(separator: " ") + "\n").utf8))
      }
      #expect(hash.finish() == digest, "\(name), \(file)")
    }
  }

  @Test(
    "a SentencePiece model that is written and read again has the same ids",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["mistral", "bpe", "unigram"])
  func sentencePieceRoundTrip(name: String) throws {
    let tokenizer = try Tokenizer(sentencePiece: try Self.bytes(Self.models[name] ?? ""))
    let written = try tokenizer.sentencePiece()
    let again = try Tokenizer(sentencePiece: written.model)
    // That model has pieces that stand whole, which Hugging Face's stages have nothing like.
    if name == "bpe" {
      #expect(throws: TokenizerError.self) { try tokenizer.huggingFaceJSON() }
    } else {
      let json = try Tokenizer(json: tokenizer.huggingFaceJSON())
      #expect(try json.encodeIDs("The old man and the sea.") == tokenizer.encodeIDs("The old man and the sea."))
    }
    #expect(written.vocabulary.count { $0 == 0x0A } == tokenizer.vocabularySize)
    let text = try Corpora.text("tokenizers/inputs/mixed_input.txt")
    #expect(try again.encode(text) == tokenizer.encode(text))
  }

  @Test(
    "a Unigram vocabulary trained here is written as a SentencePiece model with the same ids", arguments: [false, true])
  func trainedUnigram(lowercases: Bool) throws {
    var trainer = try TokenizerTrainer(.unigram, vocabularySize: 160, lowercases: lowercases)
    for line in SmallTokenizers.lines { try trainer.counter.add(line) }
    let tokenizer = try trainer.train()
    let again = try Tokenizer(sentencePiece: tokenizer.sentencePiece().model)
    let lines = [
      "the old man, ﬁne ²", "cafe\u{301} nai\u{308}ve Έλλάδα Ο\u{301}", "Ｆｕｌｌ　ｗｉｄｔｈ ｶﾞ ガ カ\u{3099}",
      "\u{1112}\u{1161}\u{11AB}국어 한\u{11AB}", "a\u{325}\u{301} ṩ s\u{323}\u{307} ǖ u\u{308}\u{304} ü\u{304}",
      "™ ℌ ½ Ǆ \u{FB31}",
      "two  blanks ", "", "THE SEA ÄÖÜ ΑΣ",
    ]
    for line in lines + SmallTokenizers.lines {
      #expect(try again.encodeIDs(line) == tokenizer.encodeIDs(line, addSpecialTokens: false), "\(line)")
    }
  }

  @Test(
    "subword-nmt's codes cut its own corpus as it does",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func subwordNMT() throws {
    let tokenizer = try Tokenizer(contentsOf: Self.path("tokenizers/subword-nmt/bpe.ref"))
    let lines = try Corpora.text("tokenizers/subword-nmt/corpus.en").split(separator: "\n")
    let expected = try Corpora.text("tokenizers/subword-nmt/corpus.bpe.ref.en").split(separator: "\n")
    #expect(lines.count == expected.count)
    var unknown = 0
    for (line, wanted) in zip(lines, expected) {
      let ids = try tokenizer.encodeIDs(String(line))
      let shown = ids.map { tokenizer.shownToken(of: $0) ?? "" }
      if shown.contains("<unk>") { unknown += 1 } else { #expect(shown.joined(separator: " ") == wanted) }
    }
    // Lines with a character that is neither in the codes nor in the alphabet that is added to them.
    #expect(unknown == 20)
    let codes = try tokenizer.subwordNMT().codes
    #expect(codes == (try Self.bytes("tokenizers/subword-nmt/bpe.ref")))
  }

  @Test(
    "GPT-2's pair of files is its tokenizer.json", .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func gpt2() throws {
    let pair = try Tokenizer(contentsOf: Self.path("tokenizers/gpt2/vocab.json"))
    let byMerges = try Tokenizer(contentsOf: Self.path("tokenizers/gpt2/merges.txt"))
    let json = try Tokenizer(contentsOf: Self.path("tokenizers/gpt2/tokenizer.json"))
    let ranks = try Tokenizer(tiktoken: json.tiktokenRanks())
    let written = try pair.gpt2Files()
    let again = try Tokenizer(gpt2Vocabulary: written.vocabulary, merges: written.merges)
    for file in ["tokenizers/inputs/mixed_input.txt", "multilingual/en.txt", "multilingual/emoji.txt"] {
      let text = try Corpora.text(file)
      let ids = try json.encodeIDs(text)
      #expect(try pair.encodeIDs(text) == ids)
      #expect(try byMerges.encodeIDs(text) == ids)
      #expect(try ranks.encodeIDs(text) == ids)
      #expect(try again.encodeIDs(text) == ids)
    }
  }

  @Test(
    "BERT's vocab.txt gives the known ids, and is written as it was",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)))
  func bert() throws {
    let tokenizer = try Tokenizer(contentsOf: Self.path("tokenizers/bert-base-uncased/vocab.txt"))
    #expect(tokenizer.vocabularySize == 30_522)
    #expect(try tokenizer.encodeIDs("Hello, World!") == [101, 7592, 1010, 2088, 999, 102])
    let original = try Self.bytes("tokenizers/bert-base-uncased/vocab.txt")
    #expect(try tokenizer.vocabularyList() == original.filter { $0 != 0x0D })
  }

  @Test("what is no vocabulary, or half a model, is refused with a reason")
  func refused() throws {
    let folder = try ScratchFolder()
    for (name, bytes) in [
      ("text", Array("the cat\n".utf8)), ("empty", []), ("model", [0x0A, 0x20, 0x0A, 0x05, 0x61]),
      ("codes", Array("#version: 0.2\na\n".utf8)), ("ranks", Array("YQ== 0\nYg==\n".utf8)),
    ] as [(String, [UInt8])] {
      let path = "\(folder.path)/\(name)"
      try Data(bytes).write(to: URL(filePath: path))
      let error = #expect(throws: TokenizerError.self, "\(name)") { try Tokenizer(contentsOf: path) }
      #expect(error?.place.file == path)
      #expect(error?.code == .badFile || error?.code == .badVocabulary, "\(name): \(error?.message ?? "")")
    }
  }

  @Test("a vocabulary that a format can't hold is refused with the way out")
  func notRepresentable() throws {
    let tokenizer = try SmallTokenizers.tokenizer()
    for write in [
      { _ = try tokenizer.huggingFaceJSON() }, { _ = try tokenizer.tiktokenRanks() },
      { _ = try tokenizer.sentencePiece() }, { _ = try tokenizer.subwordNMT() }, { _ = try tokenizer.gpt2Files() },
    ] {
      let error = #expect(throws: TokenizerError.self) { try write() }
      #expect(error?.code == .unsupported)
    }
  }
}
