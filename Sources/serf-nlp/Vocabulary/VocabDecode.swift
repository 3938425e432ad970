internal import ArgumentParser
internal import SerfTokenizer

struct VocabDecode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Turn token ids back into text, a line for each line.",
    discussion: """
      Special tokens are left out.

      EXAMPLE: serf-nlp vocab encode --vocabulary tokenizer.json --ids reviews.txt | \
      serf-nlp vocab decode --vocabulary tokenizer.json
      """)

  @OptionGroup var vocabulary: VocabularyOptions

  @Argument(help: ArgumentHelp("Lines of ids with blanks between; standard input without.", valueName: "file"))
  var file: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let tokenizer = try vocabulary.load()
    var lines = try TextLines(path: file, isLossy: nil)
    while let batch = try lines.next(most: 1024) {
      let answers = try batch.map { line in
        let text = try decode(line, of: lines.path, with: tokenizer)
        return global.json ? JSONText.object([("text", .string(text))]).text : text
      }
      try global.console.result(answers.joined(separator: "\n"))
    }
  }

  private func decode(_ line: TextLines.Line, of path: String, with tokenizer: Tokenizer) throws -> String {
    let ids = try line.text.split(whereSeparator: \.isWhitespace).map { word in
      guard let id = Int32(word) else {
        throw CommandError.badLine(
          path, line: line.number, reason: "found '\(word.prefix(40))'; expected ids with blanks between")
      }
      return id
    }
    do {
      return try tokenizer.decode(ids)
    } catch {
      throw CommandError.badLine(path, line: line.number, reason: error.message)
    }
  }
}
