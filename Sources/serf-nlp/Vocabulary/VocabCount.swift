internal import ArgumentParser
internal import SerfTokenizer

struct VocabCount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count the tokens of a text.",
    discussion: "EXAMPLE: serf-nlp vocab count --vocabulary tokenizer.json reviews.txt")

  @OptionGroup var vocabulary: VocabularyOptions

  @Argument(help: ArgumentHelp("Text to count, compressed or not; standard input without.", valueName: "file"))
  var file: String?

  @Flag(name: .customLong("no-special"), help: "Leave out special tokens.")
  var omitsSpecial = false

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let tokenizer = try vocabulary.load()
    let progress = ProgressLine(console: global.console)
    var lines = try TextLines(path: file, isLossy: lossy)
    var (lineCount, tokenCount, byteCount) = (0, 0, 0)
    while let batch = try lines.next(most: 4096) {
      let encodings = try tokenizer.encodeBatch(batch.map(\.text), addSpecialTokens: !omitsSpecial, pads: false)
      lineCount += batch.count
      tokenCount += encodings.reduce(0) { $0 + $1.count }
      byteCount += batch.reduce(0) { $0 + $1.text.utf8.count }
      progress.update("counted \(NumberText.grouped(tokenCount)) tokens")
    }
    progress.clear()
    lines.reportReplacements(to: global.console)
    try write(lines: lineCount, tokens: tokenCount, bytes: byteCount)
  }

  /// Bytes are those of the lines, without their ends.
  private func write(lines: Int, tokens: Int, bytes: Int) throws {
    guard !global.json else {
      let members: [(String, JSONText)] = [
        ("tokens", .integer(tokens)), ("lines", .integer(lines)), ("bytes", .integer(bytes)),
      ]
      return try global.console.result(JSONText.object(members).text)
    }
    var text = "\(tokens) tokens, \(lines) lines, \(bytes) bytes"
    if tokens > 0 { text += ", \(NumberText.fixed(Double(bytes) / Double(tokens), decimals: 2)) bytes a token" }
    try global.console.result(text)
  }
}
