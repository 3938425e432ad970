import SerfTokenizer
import Testing

/// The fast ways through a pipeline beside the stages one after the other.
///
/// A dropout of 0 changes no merge, but sends a model through its stages and its merges through a heap.
@Suite("A pipeline in one pass")
struct TextEncoderTests {
  private static let names = [
    "gpt2", "cl100k", "llama3", "qwen2", "o200k", "deepseek", "roberta", "llama2", "suffixed",
  ]

  /// The same tokenizer without any fast way.
  private func staged(_ tokenizer: Tokenizer) throws -> Tokenizer {
    let model = try #require(tokenizer.model as? BytePair)
    var options = model.options
    options.dropout = 0
    return try Tokenizer(
      model: BytePair(vocabulary: model.vocabulary, merges: model.merges, options: options, reserved: nil),
      normalizer: tokenizer.normalizer, preTokenizer: tokenizer.preTokenizer, postProcessor: tokenizer.postProcessor,
      decoder: tokenizer.decoder, addedTokens: tokenizer.addedTokens)
  }

  private func expectSame(_ text: String, _ fast: Tokenizer, _ slow: Tokenizer, _ comment: Comment) throws {
    let expected = try slow.encode(text)
    let found = try fast.encode(text)
    #expect(found.ids == expected.ids, comment)
    #expect(found.offsets == expected.offsets, comment)
    #expect(try fast.encodeIDs(text) == expected.ids, comment)
    #expect(try fast.count(text) == expected.count, comment)
  }

  @Test("gives the ids and ranges of the stages, for random Unicode", arguments: names)
  func random(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try staged(fast)
    for seed in UInt64(1)...2_000 {
      var random = SeededRandom(seed: seed)
      try expectSame(random.text(), fast, slow, "\(name), seed \(seed)")
    }
  }

  @Test("gives the same for words longer than any table takes", arguments: names)
  func longWords(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try staged(fast)
    for seed in UInt64(1)...60 {
      var random = SeededRandom(seed: seed)
      let letters = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        ["a", "e", "t", "he", "in", "é", "한", "_", "!", " ", "▁", "\u{301}", "👩\u{200D}", "\u{10FFFF}"]
          .randomElement(using: &random) ?? ""
      }
      let count = Int.random(in: 300...5_000, using: &random)
      let text = (0..<count).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      try expectSame(text, fast, slow, "\(name), seed \(seed)")
    }
  }

  @Test("gives the same however ▁ is put before a text and wherever it stands in one")
  func marks() throws {
    let llama = try HuggingFaceReference.tokenizer("llama2")
    let model = try #require(llama.model as? BytePair)
    let texts = ["", " ", "  ", "▁", "▁a", " ▁ a▁", "a  b   c ", "the sea", "\u{301}x", "é é", "▁▁ the▁sea", "我 们"]
    for prefix in Metaspace.Prefix.allCases {
      for cuts in [true, false] {
        let stage = Metaspace(prefix: prefix, cuts: cuts)
        let fast = try Tokenizer(model: model, preTokenizer: stage, addedTokens: llama.addedTokens)
        let slow = try staged(fast)
        for text in texts { try expectSame(text, fast, slow, "\(prefix), \(cuts): \(text.debugDescription)") }
        for seed in UInt64(1)...500 {
          var random = SeededRandom(seed: seed)
          try expectSame(random.text(), fast, slow, "\(prefix), \(cuts), seed \(seed)")
        }
      }
    }
  }

  @Test(
    "gives the ids and ranges of the stages for BERT's and T5's words",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["bert", "bert-cased", "given-t5"])
  func blankWords(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try wrapped(fast)
    let texts = [
      "", " ", "a", " a", "a ", "The sea, the Sea!  And\tmore\r\nlines \u{1}\u{7F}x", "é a  é", "a\u{301} b", "x\u{B}y",
      "antidisestablishmentarianism", String(repeating: "ab", count: 3_000), String(repeating: "! ", count: 3_000),
      "2 A",
    ]
    for text in texts { try expectSame(text, fast, slow, "\(name): \(text.debugDescription)") }
    for seed in UInt64(1)...2_000 {
      var random = SeededRandom(seed: seed)
      var text = random.text()
      // Every second text is ASCII, which is the fast way.
      if seed % 2 == 0 { text = String(decoding: text.utf8.map { $0 & 0x7F }, as: UTF8.self) }
      try expectSame(text, fast, slow, "\(name), seed \(seed)")
    }
  }

  /// The same tokenizer: around a normaliser a sequence of it alone changes nothing, but is no stage that the fast way
  /// knows.
  private func wrapped(_ tokenizer: Tokenizer) throws -> Tokenizer {
    try Tokenizer(
      model: tokenizer.model, normalizer: tokenizer.normalizer.map { NormalizerSequence([$0]) },
      preTokenizer: tokenizer.preTokenizer, postProcessor: tokenizer.postProcessor, decoder: tokenizer.decoder,
      addedTokens: tokenizer.addedTokens)
  }

  /// Words that come again are found in the table, whatever stood around them when they came first: marks and joiners
  /// that belong to the character before, signs that belong to the one behind, characters that are deleted, blanks of
  /// other kinds, Chinese.
  @Test(
    "gives the same for words of any script that come again",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["bert", "bert-cased", "given-t5"])
  func stretches(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try wrapped(fast)
    let words = [
      "a", "sea", "été", "e\u{301}te\u{301}", "\u{301}x", "x\u{301}", "\u{200D}", "\u{200B}", "\u{200B}b", "b\u{200B}",
      "\u{AD}", "\u{600}", "1\u{600}", "ค\u{E33}", "\u{E33}ค", "我", "我们a", "a我", "我\u{301}", "\u{A0}", "c\u{A0}d",
      "\u{3000}", "«und»", "ﬁn", "①", "가나", "हिन्दी", "👩\u{200D}👧", "\u{1}é", "\t", "\r\n", "é\tè", "\u{FEFF}",
      String(repeating: "я", count: 600), String(repeating: "é\u{301}👩\u{200D}ﬁ我\u{AD}e\u{302}", count: 80),
    ]
    for seed in UInt64(1)...3_000 {
      var random = SeededRandom(seed: seed)
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        (words.randomElement(using: &random) ?? "") + ["", " ", " ", " ", "  "][Int.random(in: 0..<5, using: &random)]
      }.joined()
      try expectSame(text, fast, slow, "\(name), seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("gives the ids and ranges of the stages for ICU's words", arguments: ["none", "NFC", "NFD", "NFKC", "NFKD"])
  func icuWords(normalizer: String) throws {
    let fast = try SmallTokenizers.tokenizer(normalizer)
    let slow = try Tokenizer(
      model: fast.model, normalizer: NormalizerSequence(fast.normalizer.map { [$0] } ?? []),
      preTokenizer: fast.preTokenizer, postProcessor: fast.postProcessor, decoder: fast.decoder,
      addedTokens: fast.addedTokens)
    for seed in UInt64(1)...1_000 {
      var random = SeededRandom(seed: seed)
      let text = random.text(maximumPieces: seed % 50 == 0 ? 4_000 : 40)
      try expectSame(text, fast, slow, "\(normalizer), seed \(seed)")
    }
    for unit in ["a", "e\u{301}", "한", "the", "_", "\u{301}"] {
      try expectSame(String(repeating: unit, count: 3_000), fast, slow, "\(normalizer), \(unit)")
    }
  }

  @Test("gives the same with more words than the tables hold at first")
  func manyWords() throws {
    let fast = try HuggingFaceReference.tokenizer("gpt2")
    let slow = try staged(fast)
    var random = SeededRandom(seed: 7)
    let words = (0..<40_000).map { _ in String(Int.random(in: 0...9_999_999_999, using: &random), radix: 26) }
    let text = words.joined(separator: " ")
    try expectSame(text, fast, slow, "numbers of letters")
    try expectSame(text, fast, slow, "and again, from the tables")
  }

  /// A run goes over into a token of the vocabulary that begins as the run does, so that its last tokens are others.
  @Test(
    "gives the same for words that repeat themselves",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["given-gpt2", "given-mistral"])
  func repetitions(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try staged(fast)
    let words = (300..<Int32(fast.vocabularySize)).compactMap { fast.token(of: $0) }.filter { word in
      (3...12).contains(word.utf8.count) && word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    }
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed: seed)
      let word = words.randomElement(using: &random) ?? ""
      let unit = String(word.prefix(Int.random(in: 1..<word.count, using: &random)))
      let run = String(repeating: unit, count: 1_500 / unit.count)
      try expectSame(run + word + run + run + word, fast, slow, "\(name), seed \(seed): \(unit), \(word)")
      let bytes = String(repeating: unit + "\u{10FFFF}", count: 300)
      try expectSame(bytes + word + bytes, fast, slow, "\(name), seed \(seed): \(unit) and bytes, \(word)")
    }
  }

  @Test(
    "gives the same for words of a real vocabulary put end to end",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: ["given-gpt2", "given-mistral"])
  func realVocabularies(name: String) throws {
    let fast = try HuggingFaceReference.tokenizer(name)
    let slow = try staged(fast)
    for seed in UInt64(1)...40 {
      var random = SeededRandom(seed: seed)
      let text = (0..<600).map { _ in
        fast.token(of: Int32.random(in: 300..<Int32(fast.vocabularySize), using: &random)) ?? ""
      }.joined()
      // Letters alone make one long word; characters that no vocabulary has are byte tokens in it.
      var (letters, broken) = (String.UnicodeScalarView(), String.UnicodeScalarView())
      for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
        letters.append(scalar)
        broken.append(scalar)
        if Int.random(in: 0..<9, using: &random) == 0 { broken.append("\u{10FFFF}") }
      }
      try expectSame(String(letters), fast, slow, "\(name), seed \(seed)")
      try expectSame(String(broken), fast, slow, "\(name), seed \(seed), with bytes")
      try expectSame(text, fast, slow, "\(name), seed \(seed)")
    }
  }
}
