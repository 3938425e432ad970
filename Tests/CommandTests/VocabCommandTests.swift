import Foundation
import TestSupport
import Testing

@Suite("vocab")
struct VocabCommandTests {
  let command: CommandRunner
  let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
  }

  private static let sentences = [
    "the cat sat on the mat", "the dog sat on the log", "a cat and a dog", "The mat, the log and the cat.",
  ]

  /// Trains a small vocabulary `v.json` in the folder and returns what the command said.
  @discardableResult
  private func train(_ words: String...) throws -> CommandRunner.Outcome {
    try folder.write(Self.sentences.joined(separator: "\n") + "\n", to: "text.txt")
    return try command.run(
      ["vocab", "train", "text.txt", "--size", "300", "--output", "v.json"] + words, directory: folder.path)
  }

  private func vocab(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(["vocab"] + words, input: Data(input.utf8), directory: folder.path)
  }

  @Test("training writes a tokenizer.json, says from what, and does not write over one unasked")
  func training() throws {
    let first = try train()
    #expect(first.status == 0, "\(first.standardError)")
    #expect(first.standardOutput == "")
    #expect(first.standardError.hasPrefix("wrote v.json: "))
    #expect(first.standardError.contains(" tokens from 4 lines, "))
    let again = try train()
    #expect(again.status == 73)
    #expect(again.standardError == "Error: v.json exists; --force overwrites it\n")
    let bytes = try folder.read("v.json")
    #expect(try train("--force", "--json").standardOutput.hasPrefix(#"{"output":"v.json","size":"#))
    #expect(try folder.read("v.json") == bytes)
  }

  @Test("what is encoded decodes to itself, a line a line, from a file, a pipe and a compressed file")
  func roundTrip() throws {
    try train()
    let text = "the cat\n\na naïve 🎉 dog\n"
    let ids = try vocab("encode", "--vocabulary", "v.json", "--ids", input: text)
    #expect(ids.status == 0, "\(ids.standardError)")
    #expect(ids.standardOutput.split(separator: "\n", omittingEmptySubsequences: false).count == 4)
    let back = try vocab("decode", "--vocabulary", "v.json", input: ids.standardOutput)
    #expect(Array(back.standardOutput.utf8) == Array(text.utf8))

    try folder.write(text, to: "in.txt")
    #expect(try vocab("encode", "--vocabulary", "v.json", "--ids", "in.txt").standardOutput == ids.standardOutput)
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", folder.path("in.txt")]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(try vocab("encode", "--vocabulary", "v.json", "--ids", "in.txt.gz").standardOutput == ids.standardOutput)
  }

  private struct Answer: Decodable {
    let tokens: [String]
    let ids: [Int]
    let offsets: [[Int]]
  }

  @Test("tokens, ids and offsets are three views of the same tokens")
  func views() throws {
    try train()
    let words = ["encode", "--vocabulary", "v.json", "--text", "- the cats"]
    let json = try command.run(["vocab"] + words + ["--json"], directory: folder.path).standardOutput
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
    #expect(answer.tokens.first == "<s>" && answer.tokens.last == "</s>")
    let tokens = try command.run(["vocab"] + words, directory: folder.path).standardOutput
    #expect(tokens == answer.tokens.joined(separator: " ") + "\n")
    let ids = try command.run(["vocab"] + words + ["--ids"], directory: folder.path).standardOutput
    #expect(ids == answer.ids.map(String.init).joined(separator: " ") + "\n")
    let offsets = try command.run(["vocab"] + words + ["--offsets"], directory: folder.path).standardOutput
    #expect(offsets == answer.offsets.map { "[\($0[0]),\($0[1]))" }.joined(separator: " ") + "\n")
    let plain = try command.run(["vocab"] + words + ["--ids", "--no-special"], directory: folder.path).standardOutput
    #expect(plain == answer.ids.dropFirst().dropLast().map(String.init).joined(separator: " ") + "\n")
    // The ranges of the text's own tokens cover it.
    #expect(answer.offsets[1][0] == 0 && answer.offsets[answer.offsets.count - 2][1] == 10)
  }

  @Test("the count is that of the encoding")
  func counting() throws {
    try train()
    let text = Self.sentences.joined(separator: "\n") + "\n"
    let ids = try vocab("encode", "--vocabulary", "v.json", "--ids", input: text).standardOutput
    let count = ids.split { $0 == " " || $0 == "\n" }.count
    let json = try vocab("count", "--vocabulary", "v.json", "--json", input: text).standardOutput
    #expect(json == "{\"tokens\":\(count),\"lines\":4,\"bytes\":\(text.utf8.count - 4)}\n")
    #expect(
      try vocab("count", "--vocabulary", "v.json", input: text).standardOutput.hasPrefix("\(count) tokens, 4 lines, "))
    #expect(try vocab("count", "--vocabulary", "v.json").standardOutput == "0 tokens, 0 lines, 0 bytes\n")
  }

  @Test("--lowercase is part of the vocabulary, and show tells it")
  func showing() throws {
    try train("--lowercase")
    let shown = try vocab("show", "v.json").standardOutput
    #expect(shown.hasPrefix("tokens          "))
    #expect(shown.contains("\nspecial tokens  <pad> (0), <s> (1), </s> (2)\n"))
    #expect(shown.contains("\nnormalizer      NFC, Lowercase\n"))
    let large = try vocab("encode", "--vocabulary", "v.json", "--text", "THE CAT").standardOutput
    #expect(try vocab("encode", "--vocabulary", "v.json", "--text", "the cat").standardOutput == large)
  }

  @Test("text arrives over a slow pipe line by line, each answered at once")
  func livePipe() throws {
    try train()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The reader of the answers writes the second line only once it has the answer to the first.
    let script = """
      cd '\(folder.path)' && mkfifo in
      "$0" vocab encode --vocabulary v.json --ids < in > out & exec 3> in
      echo 'the cat sat on the mat' >&3
      for i in $(seq 200); do test -s out && break; sleep 0.05; done
      test -s out && echo 'the dog' >&3; exec 3>&-; wait
      """
    shell.arguments = ["-c", script, command.binary]
    try shell.run()
    shell.waitUntilExit()
    #expect(try folder.read("out").split(separator: "\n").count == 2)
  }

  @Test("a vocabulary is extended: its tokens keep their ids, and its text stays the same ids")
  func extending() throws {
    try train()
    try folder.write("der Hund über dem Haus\nder Hund und das Haus\n", to: "german.txt")
    let words = ["train", "german.txt", "--extend", "v.json", "--size", "330", "--output", "w.json"]
    let extended = try command.run(["vocab"] + words, directory: folder.path)
    #expect(extended.status == 0, "\(extended.standardError)")
    #expect(extended.standardError.hasPrefix("wrote w.json: "))
    let text = Self.sentences.joined(separator: "\n") + "\n"
    #expect(
      try vocab("encode", "--vocabulary", "w.json", "--ids", input: text).standardOutput
        == vocab("encode", "--vocabulary", "v.json", "--ids", input: text).standardOutput)
    let old = try vocab("encode", "--vocabulary", "v.json", "--ids", input: "der Hund über\n").standardOutput
    let new = try vocab("encode", "--vocabulary", "w.json", "--ids", input: "der Hund über\n").standardOutput
    #expect(new.split(separator: " ").count < old.split(separator: " ").count)
    let small = try command.run(["vocab"] + words + ["--force", "--size", "10"], directory: folder.path)
    #expect(small.status == 64)
    let other = try command.run(["vocab"] + words + ["--force", "--lowercase"], directory: folder.path)
    #expect(other.status == 64)
    #expect(other.standardError.contains("--lowercase can't change a vocabulary that is extended; leave it out"))
  }

  @Test("several files are read as one after the other, special tokens are chosen, and the counts are told")
  func severalFiles() throws {
    try train()
    try folder.write("a b\nc\n", to: "more.txt")
    let words = ["train", "text.txt", "more.txt", "--size", "300", "--output", "w.json", "--json"]
    let tokens = ["--special-token", "<unk>", "--special-token", "<mask>", "--alphabet-limit", "5"]
    let answer = try command.run(["vocab"] + words + tokens, directory: folder.path)
    #expect(answer.status == 0, "\(answer.standardError)")
    let bytes = Self.sentences.joined().utf8.count + 4
    #expect(answer.standardOutput.contains(#""lines":6,"#))
    #expect(answer.standardOutput.contains(#""bytes":\#(bytes),"replaced_lines":0,"cut_lines":0,"dropped_words":0"#))
    #expect(try vocab("show", "w.json").standardOutput.contains("\nspecial tokens  <unk> (0), <mask> (1)\n"))
    try folder.write(Data("fine\nna".utf8) + Data([0xEF, 0x0A]), to: "latin.txt")
    let refused = try vocab("train", "text.txt", "latin.txt", "--output", "x.json")
    #expect(refused.status == 65)
    #expect(
      refused.standardError
        == "Error: latin.txt, line 2: this is not UTF-8; expected UTF-8 text; convert it, or say --lossy to replace such bytes\n"
    )
    let lossy = try vocab("train", "latin.txt", "--output", "x.json", "--size", "300", "--lossy")
    #expect(lossy.status == 0)
    #expect(
      lossy.standardError.hasPrefix(
        "latin.txt: 1 line is not UTF-8; what is wrong was replaced by U+FFFD\nwrote x.json"))
  }

  @Test("bad input is refused with file and line")
  func badInput() throws {
    try train()
    try folder.write(Data("fine\nna".utf8) + Data([0xEF, 0x0A]), to: "latin.txt")
    let refused = try vocab("encode", "--vocabulary", "v.json", "latin.txt")
    #expect(refused.status == 65)
    #expect(
      refused.standardError
        == "Error: latin.txt, line 2: this is not UTF-8; expected UTF-8 text; convert it, or say --lossy to replace such bytes\n"
    )
    let lossy = try vocab("encode", "--vocabulary", "v.json", "latin.txt", "--lossy")
    #expect(lossy.status == 0)
    #expect(lossy.standardError == "latin.txt: 1 line is not UTF-8; what is wrong was replaced by U+FFFD\n")
    let word = try vocab("decode", "--vocabulary", "v.json", input: "1 2\n3 x\n")
    #expect(word.status == 65)
    #expect(word.standardError == "Error: standard input, line 2: found 'x'; expected ids with blanks between\n")
    let id = try vocab("decode", "--vocabulary", "v.json", input: "99999\n")
    #expect(id.status == 65)
    #expect(
      id.standardError.hasPrefix(
        "Error: standard input, line 1: there is no id 99999: the vocabulary has the ids 0 to "))
  }

  @Test("what is missing or no vocabulary is refused with the status of its kind")
  func missing() throws {
    try train()
    let name = try vocab("count", "--vocabulary", "nope", "text.txt")
    #expect(name.status == 66)
    #expect(
      name.standardError
        == "Error: nope: there is no such file or bundled vocabulary; 'serf-nlp vocab list' lists the bundled ones\n")
    #expect(try vocab("count", "--vocabulary", "v.json", "none.txt").status == 66)
    #expect(try vocab("show", "text.txt").status == 65)
    #expect(try vocab("show", ".").status == 66)
    let two = try vocab("encode", "--vocabulary", "v.json", "--text", "a", "text.txt")
    #expect(two.status == 64)
    #expect(try vocab("train", "none.txt", "--output", "w.json").status == 66)
    #expect(try vocab("train", "text.txt", "--output", "none/w.json").status == 73)
    #expect(try vocab("train", "text.txt", "--size", "3", "--output", "w.json").status == 64)
    #expect(try vocab("list").status == 0)
  }
}
