import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Byte-pair training")
struct BytePairTrainerTests {
  private static let special = ["<pad>", "<s>", "</s>"]

  private func randomWords(seed: UInt64) -> [(String, Int)] {
    var random = SeededRandom(seed: seed)
    let letters = Array(["ab", "abc", "aàb<>0x41", "the old sea"].randomElement(using: &random) ?? "ab")
      .filter { $0 != " " }
    var words: Set<String> = ["<0x41>", "</s>"]
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      words.insert(
        String((0..<Int.random(in: 1...12, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" }))
    }
    return words.sorted().map { ($0, Int.random(in: 1...20, using: &random)) }
  }

  @Test("merges and tokens equal those of the quadratic reference", arguments: UInt64(1)...300)
  func reference(seed: UInt64) throws {
    let words = randomWords(seed: seed)
    let minimumFrequency = Int(seed % 3) + 1
    var trainer = try BytePairTrainer(
      settings: .init(vocabularySize: 360, minimumFrequency: minimumFrequency, specialTokens: Self.special),
      preTokenizer: Blanks())
    for (word, count) in words { try trainer.add(Array(repeating: word, count: count).joined(separator: " ")) }
    let model = try trainer.trainModel()
    var reference = ReferenceTrainer(words: words, specialTokens: Self.special)
    reference.train(vocabularySize: 360, minimumFrequency: minimumFrequency)
    let merges = model.merges.map { [model.vocabulary[$0.left], model.vocabulary[$0.right]] }
    #expect(merges == reference.merges, "seed \(seed)")
    #expect((0..<Int32(model.vocabulary.count)).map { model.vocabulary[$0] } == reference.tokens, "seed \(seed)")
    #expect(trainer.report.words == words.reduce(0) { $0 + $1.1 })
    #expect(trainer.report.distinctWords == words.count)
  }

  /// Merging the earliest learnt pair again and again, as byte-pair encoding is defined.
  private func slowlyEncoded(_ word: String, _ model: BytePair) -> [[UInt8]] {
    var symbols = word.unicodeScalars.map { Array(String($0).utf8) }
    while true {
      let ranks = zip(symbols, symbols.dropFirst()).map { left, right in
        model.merges.firstIndex { model.vocabulary[$0.left] == left && model.vocabulary[$0.right] == right } ?? .max
      }
      guard let rank = ranks.min(), rank < .max, let place = ranks.firstIndex(of: rank) else { return symbols }
      symbols.replaceSubrange(place...place + 1, with: [symbols[place] + symbols[place + 1]])
    }
  }

  @Test("encoding applies the earliest merge first, the leftmost first", arguments: UInt64(1)...20)
  func encoding(seed: UInt64) throws {
    let words = randomWords(seed: seed)
    var trainer = try BytePairTrainer(
      settings: .init(vocabularySize: 330, minimumFrequency: 1, specialTokens: Self.special), preTokenizer: Blanks())
    for (word, count) in words { try trainer.add(Array(repeating: word, count: count).joined(separator: " ")) }
    let model = try trainer.trainModel()
    let tokenizer = try Tokenizer(model: model)
    for (word, _) in words + randomWords(seed: seed + 1_000)
    where word.unicodeScalars.allSatisfy({ scalar in
      model.vocabulary.id(of: Array(String(scalar).utf8)) != nil
    }) {
      let tokens = try tokenizer.encodeIDs(word).map { model.vocabulary[$0] }
      #expect(tokens == slowlyEncoded(word, model), "\(word), seed \(seed)")
    }
  }

  @Test("text never spells a special or a byte token")
  func reservedSpellings() throws {
    var trainer = try BytePairTrainer(settings: .init(vocabularySize: 400, minimumFrequency: 1))
    for _ in 0..<50 { try trainer.add("<0x41> </s> <s> <pad>") }
    let tokenizer = try trainer.train()
    let encoding = try tokenizer.encode("<0x41> </s>", addSpecialTokens: false)
    #expect(try tokenizer.decode(encoding.ids) == "<0x41> </s>")
  }

  @Test("the alphabet's limit keeps the commonest characters, and the others become bytes")
  func alphabetLimit() throws {
    var trainer = try BytePairTrainer(settings: .init(vocabularySize: 300, alphabetLimit: 3))
    try trainer.add(["aaab bbcc dé", "aab"])
    let tokenizer = try trainer.train()
    // a 5, b 4, blank 2 and c 2: the blank is the smaller code point.
    #expect(["a", "b", " "].allSatisfy { tokenizer.tokenID(of: $0) != nil })
    #expect(["c", "d", "é"].allSatisfy { tokenizer.tokenID(of: $0) == nil })
    #expect(try tokenizer.tokens(of: tokenizer.encodeIDs("é", addSpecialTokens: false)) == ["<0xC3>", "<0xA9>"])
  }

  @Test(
    "settings out of range are refused",
    arguments: [
      (BytePairTrainer.Settings(vocabularySize: 0), "vocabularySize is 0, expected 1 to 2147483647"),
      (BytePairTrainer.Settings(minimumFrequency: 0), "minimumFrequency is 0, expected 1 or more"),
      (BytePairTrainer.Settings(alphabetLimit: -1), "alphabetLimit is -1, expected 0 or more"),
      (
        BytePairTrainer.Settings(specialTokens: ["x"]),
        "a special token is \"x\", expected at least two characters, so that no character of a text is one"
      ),
    ])
  func badSettings(settings: BytePairTrainer.Settings, message: String) {
    let error = #expect(throws: TokenizerError.self) { try BytePairTrainer(settings: settings) }
    #expect(error?.code == .badSetting)
    #expect(error?.message == message)
  }

  @Test("a vocabulary too small for bytes and characters says what it needs")
  func tooSmall() throws {
    var trainer = try BytePairTrainer(settings: .init(vocabularySize: 260))
    try trainer.add("abc")
    let error = #expect(throws: TokenizerError.self) { try trainer.train() }
    #expect(
      error?.message == "a vocabulary of 260 can't hold 3 special tokens, 256 bytes and 3 characters: "
        + "give at least 262, or a smaller alphabet limit")
  }

  @Test("special tokens given twice, or like a byte token, are refused", arguments: ["<s>", "<0x41>"])
  func repeatedSpecial(token: String) throws {
    var trainer = try BytePairTrainer(settings: .init(specialTokens: ["<s>", token]))
    try trainer.add("abc")
    let error = #expect(throws: TokenizerError.self) { try trainer.train() }
    #expect(error?.message == "the token \"\(token)\" stands twice in the vocabulary")
  }

  @Test("files are read line by line, whatever their line ends, as lines given in memory are")
  func files() throws {
    let folder = try ScratchFolder()
    let lines = SmallTokenizers.lines + ["", String(repeating: "long word ", count: 300_000)]
    var inMemory = try BytePairTrainer()
    try inMemory.add(lines)
    for end in ["\n", "\r\n"] {
      let path = "\(folder.path)/text.txt"
      try Data(lines.joined(separator: end).utf8).write(to: URL(filePath: path))
      var trainer = try BytePairTrainer()
      try trainer.add(contentsOf: path)
      #expect(trainer.report == inMemory.report)
      #expect(try trainer.train().json() == inMemory.train().json())
    }
  }

  @Test("a wrong byte in a file is refused with file, line and offset; a missing file by its name")
  func badFiles() throws {
    let folder = try ScratchFolder()
    let path = "\(folder.path)/bad.txt"
    try Data(Array("one\r\ntwo\nth".utf8) + [0xFF, 0x0A]).write(to: URL(filePath: path))
    var trainer = try BytePairTrainer()
    let error = #expect(throws: TokenizerError.self) { try trainer.add(contentsOf: path) }
    #expect(error?.code == .invalidUTF8)
    #expect(error?.place.line == 3)
    #expect(error?.place.byteOffset == 11)
    #expect(error?.description.hasPrefix("\(path): line 3: the text is not UTF-8: byte 2 ") == true)
    let missing = #expect(throws: TokenizerError.self) { try trainer.add(contentsOf: "\(folder.path)/none") }
    #expect(missing?.code == .notFound)
    let notAFile = #expect(throws: TokenizerError.self) { try trainer.add(contentsOf: folder.path) }
    #expect(notAFile?.code == .readFailed)
  }
}
