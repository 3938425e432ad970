internal import ArgumentParser
internal import SerfTokenizer

struct VocabEncode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Turn text into tokens, a line for each line.",
    discussion: """
      EXAMPLE: serf-nlp vocab encode --vocabulary tokenizer.json --text "A fine film." --ids
      """)

  @OptionGroup var vocabulary: VocabularyOptions

  @Argument(help: ArgumentHelp("Text to encode, compressed or not; standard input without.", valueName: "file"))
  var file: String?

  // A text may begin with a hyphen, so that whatever follows the option is its value.
  @Option(
    parsing: .unconditionalSingleValue, help: ArgumentHelp("The text itself; may be repeated.", valueName: "text"))
  var text: [String] = []

  @Flag(help: "Write ids in place of tokens.")
  var ids = false

  @Flag(help: "Write the UTF-8 bytes [start,end) of the line that each token stands for.")
  var offsets = false

  @Flag(name: .customLong("no-special"), help: "Leave out special tokens.")
  var omitsSpecial = false

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if ids && offsets { throw ValidationError("--ids and --offsets are two answers; give one of them, or --json") }
    if file != nil && !text.isEmpty { throw ValidationError("--text and a file are two sources; give one of them") }
  }

  func run() throws {
    let tokenizer = try vocabulary.load()
    guard text.isEmpty else { return try write(text, tokenizer) }
    var lines = try TextLines(path: file, isLossy: lossy)
    while let batch = try lines.next(most: 1024) {
      try write(batch.map(\.text), tokenizer)
    }
    lines.reportReplacements(to: global.console)
  }

  private func write(_ texts: [String], _ tokenizer: Tokenizer) throws {
    let encodings = try tokenizer.encodeBatch(texts, addSpecialTokens: !omitsSpecial, pads: false)
    let answers = try encodings.map { encoding in
      global.json ? try json(encoding, tokenizer).text : try answer(encoding, tokenizer)
    }
    try global.console.result(answers.joined(separator: "\n"))
  }

  private func answer(_ encoding: Encoding, _ tokenizer: Tokenizer) throws -> String {
    if ids { return encoding.ids.map(String.init).joined(separator: " ") }
    if offsets { return encoding.offsets.map { "[\($0.lowerBound),\($0.upperBound))" }.joined(separator: " ") }
    return encoding.ids.map { tokenizer.shownToken(of: $0) ?? "" }.joined(separator: " ")
  }

  private func json(_ encoding: Encoding, _ tokenizer: Tokenizer) throws -> JSONText {
    .object([
      ("tokens", .array(try tokenizer.tokens(of: encoding.ids).map(JSONText.string))),
      ("ids", .array(encoding.ids.map { .integer(Int($0)) })),
      ("offsets", .array(encoding.offsets.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })),
    ])
  }
}
