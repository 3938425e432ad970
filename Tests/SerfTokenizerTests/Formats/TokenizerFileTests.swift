import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("tokenizer.json")
struct TokenizerFileTests {
  @Test(
    "a loaded tokenizer gives the ids of the one that was saved, and saves the same bytes",
    arguments: SmallTokenizers.normalizers)
  func roundTrip(normalizer: String) throws {
    let folder = try ScratchFolder()
    let path = "\(folder.path)/tokenizer.json"
    let tokenizer = try SmallTokenizers.tokenizer(normalizer)
    try tokenizer.save(to: path)
    let loaded = try Tokenizer(contentsOf: path)
    #expect(try loaded.json() == tokenizer.json())
    #expect(loaded.specialTokens == tokenizer.specialTokens)
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed: seed)
      let (first, second) = (random.text(), random.text())
      #expect(try loaded.encode(first, second) == tokenizer.encode(first, second), "seed \(seed)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["tokenizer.json"])
  }

  @Test(
    "an unknown stage, a wrong value or a contradiction is refused with the path to it", arguments: HostileFiles.all)
  func hostile(file: HostileFiles) throws {
    let text = try file.text()
    let error = #expect(throws: TokenizerError.self, "\(file.name)") { try Tokenizer(json: Array(text.utf8)) }
    #expect(error?.code == file.code, "\(file.name)")
    #expect(error?.message == file.message, "\(file.name)")
  }

  @Test("files are refused by their names")
  func badPaths() throws {
    let folder = try ScratchFolder()
    let missing = #expect(throws: TokenizerError.self) { try Tokenizer(contentsOf: "\(folder.path)/none.json") }
    #expect(missing?.description == "there is no file \(folder.path)/none.json" || missing?.code == .notFound)
    let path = "\(folder.path)/bad.json"
    try Data("{".utf8).write(to: URL(filePath: path))
    let bad = #expect(throws: TokenizerError.self) { try Tokenizer(contentsOf: path) }
    #expect(bad?.description == "\(path): not JSON: the end of the file at byte 1, expected a key in quotes")
    let tokenizer = try SmallTokenizers.tokenizer()
    let refused = #expect(throws: TokenizerError.self) { try tokenizer.save(to: "\(folder.path)/none/t.json") }
    #expect(refused?.code == .writeFailed)
  }

  @Test("strings with every escape are read, and written back")
  func escapes() throws {
    let json = #"{"model":{"type":"BPE","vocab":{"\u0041\n\"\\\/\b\f\r\t":0,"\ud83d\ude00":1,"\u001f":2},"merges":[]}}"#
    let tokenizer = try Tokenizer(json: Array(json.utf8))
    #expect(tokenizer.token(of: 0) == "A\n\"\\/\u{8}\u{C}\r\t")
    #expect(tokenizer.token(of: 1) == "😀")
    #expect(try Tokenizer(json: tokenizer.json()).token(of: 2) == "\u{1F}")
  }

  @Test("merges of older files, one string with a blank between, are read")
  func olderMerges() throws {
    let json = #"{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}}"#
    #expect(try Tokenizer(json: Array(json.utf8)).encodeIDs("abba") == [2, 1, 0])
  }

  @Test("a stage of somebody else's has no form in the file")
  func foreignStage() throws {
    struct Nothing: Normalizer {
      func normalize(_ text: inout NormalizedText) {}
    }
    let model = try BytePair(vocabulary: Vocabulary([]), merges: [], byteFallback: false)
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(model: model, normalizer: Nothing()).json() }
    #expect(error?.code == .unsupported)
    #expect(
      error?.message == "the stage Nothing has no form in tokenizer.json; use one of this library's stages")
  }
}
