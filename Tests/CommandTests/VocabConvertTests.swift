import Foundation
import TestSupport
import Testing

@Suite("vocab convert")
struct VocabConvertTests {
  let command: CommandRunner
  let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ncat\n##s\n.\n", to: "vocab.txt")
  }

  private func vocab(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(["vocab"] + words, input: Data(input.utf8), directory: folder.path)
  }

  @Test("BERT's list becomes a tokenizer.json with the same tokens, and a list again")
  func bert() throws {
    let converted = try vocab("convert", "vocab.txt", "--to", "huggingface", "--output", "t.json")
    #expect(converted.status == 0, "\(converted.standardError)")
    #expect(converted.standardOutput == "")
    #expect(converted.standardError == "wrote t.json: 8 tokens\n")
    for file in ["vocab.txt", "t.json"] {
      let tokens = try vocab("encode", "--vocabulary", file, "--text", "The cats.").standardOutput
      #expect(tokens == "[CLS] the cat ##s . [SEP]\n", "\(file)")
      let offsets = try vocab("encode", "--vocabulary", file, "--offsets", "--text", "The cats.").standardOutput
      #expect(offsets == "[0,0) [0,3) [4,7) [7,8) [8,9) [0,0)\n", "\(file)")
    }
    #expect(try vocab("decode", "--vocabulary", "t.json", input: "2 4 5 6 7 3\n").standardOutput == "the cats.\n")
    let list = try vocab("convert", "t.json", "--to", "text", "--output", "-").standardOutput
    #expect(Array(list.utf8) == Array(try folder.read("vocab.txt").utf8))
    let shown = try vocab("show", "vocab.txt").standardOutput
    #expect(shown.contains("\nmodel           WordPiece\n"))
  }

  @Test("a file is not written over unasked, and what a format can't hold is refused")
  func refused() throws {
    #expect(try vocab("convert", "vocab.txt", "--to", "text", "--output", "list").status == 0)
    #expect(try vocab("convert", "vocab.txt", "--to", "text", "--output", "list").status == 73)
    #expect(try vocab("convert", "vocab.txt", "--to", "text", "--output", "list", "--force").status == 0)
    let ranks = try vocab("convert", "vocab.txt", "--to", "tiktoken", "--output", "ranks")
    #expect(ranks.status == 65)
    #expect(
      ranks.standardError
        == "Error: tiktoken's ranks can't hold this vocabulary: it is no byte-level BPE; train one with --kind byte-level\n"
    )
    #expect(try vocab("convert", "none", "--to", "text", "--output", "x").status == 66)
    #expect(try vocab("convert", "vocab.txt", "--to", "nothing", "--output", "x").status == 64)
    try folder.write("the cat\n", to: "text.txt")
    let text = try vocab("show", "text.txt")
    #expect(text.status == 65)
    #expect(text.standardError.hasPrefix("Error: text.txt: this is no vocabulary: expected a tokenizer.json, "))
  }
}
