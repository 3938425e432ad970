import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Training of every kind")
struct TokenizerTrainerTests {
  private static let lines = Array(
    repeating: ["the old man and the sea", "The sea was old, and the man was old.", "Größe über alles, 3.5 日本"],
    count: 9
  ).flatMap(\.self)

  private func trained(_ kind: TokenizerTrainer.Kind, size: Int = 400, threads: Int = 1) throws -> Tokenizer {
    var trainer = try TokenizerTrainer(kind, vocabularySize: size)
    trainer.counter.threads = threads
    for line in Self.lines { try trainer.counter.add(line) }
    return try trainer.train()
  }

  @Test("it encodes, decodes, and comes back from its file the same", arguments: TokenizerTrainer.Kind.allCases)
  func roundTrip(kind: TokenizerTrainer.Kind) throws {
    let tokenizer = try trained(kind)
    let loaded = try Tokenizer(json: tokenizer.json())
    for line in Self.lines + ["a  new  line", "naïve 🎉"] {
      let encoding = try tokenizer.encode(line)
      #expect(try loaded.encode(line) == encoding, "\(line)")
      #expect(try loaded.decode(encoding.ids) == tokenizer.decode(encoding.ids), "\(line)")
    }
    #expect(tokenizer.vocabularySize <= 400)
    #expect(tokenizer.specialTokens.map(\.spelling) == kind.specialTokens)
  }

  @Test(
    "kinds that lose nothing decode to the text", arguments: [TokenizerTrainer.Kind.icuWords, .byteLevel, .metaspace])
  func lossless(kind: TokenizerTrainer.Kind) throws {
    let tokenizer = try trained(kind)
    for line in Self.lines + ["a  new  line ", "naïve 🎉", "tab\tx"] {
      #expect(try tokenizer.decode(tokenizer.encode(line).ids) == line)
    }
  }

  @Test("a file gives what its lines give, one by one", arguments: TokenizerTrainer.Kind.allCases)
  func files(kind: TokenizerTrainer.Kind) throws {
    let folder = try ScratchFolder()
    let path = "\(folder.path)/text.txt"
    try Data(Self.lines.joined(separator: "\r\n").utf8).write(to: URL(filePath: path))
    var trainer = try TokenizerTrainer(kind, vocabularySize: 400)
    try trainer.counter.add(contentsOf: [path])
    #expect(try trainer.train().json() == trained(kind).json())
  }

  @Test(
    "special tokens without the one for what is unknown are refused",
    arguments: [TokenizerTrainer.Kind.wordPiece, .unigram])
  func unknown(kind: TokenizerTrainer.Kind) {
    let error = #expect(throws: TokenizerError.self) { try TokenizerTrainer(kind, specialTokens: ["<pad>"]) }
    #expect(error?.code == .badSetting)
  }
}
