internal import ArgumentParser
internal import SerfTokenizer

struct VocabTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn a vocabulary from text.",
    discussion: """
      The result is a tokenizer.json in the layout of the Hugging Face tokenizers library, but for ICU's words, which that
      library does not have.

      EXAMPLE: serf-nlp vocab train reviews.txt --size 4000 --lowercase --output tokenizer.json
      """)

  /// The kinds under the names that are typed.
  struct Kind: ExpressibleByArgument {
    let value: TokenizerTrainer.Kind

    init?(argument: String) {
      guard let value = TokenizerTrainer.Kind(rawValue: argument) else { return nil }
      self.value = value
    }

    static var allValueStrings: [String] { TokenizerTrainer.Kind.allCases.map(\.rawValue) }
  }

  @Argument(help: ArgumentHelp("Texts to learn from, compressed or not; '-' is standard input.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Tokens in all, special ones included.", valueName: "count"))
  var size = 8000

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var output: String

  @Option(help: "What tokens are and how text is cut: icu-words without.")
  var kind: Kind?

  @Option(
    help: ArgumentHelp(
      "A vocabulary whose tokens stay and are added to; text is cut as it says.", valueName: "file|name"),
    completion: .file())
  var extend: String?

  @Flag(help: "Turn all text into small letters first.")
  var lowercase = false

  @Option(help: ArgumentHelp("How often a pair must occur to become a token.", valueName: "count"))
  var minimumFrequency = 2

  @Option(help: ArgumentHelp("Characters with a token of their own, at most; others are bytes.", valueName: "count"))
  var alphabetLimit: Int?

  @Option(
    name: .customLong("special-token"), parsing: .singleValue,
    help: ArgumentHelp("A special token; repeat it for more. Those of the kind without.", valueName: "token"))
  var specialTokens: [String] = []

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard extend != nil else { return }
    let given = [(kind != nil, "--kind"), (lowercase, "--lowercase"), (!specialTokens.isEmpty, "--special-token")]
    if let name = given.first(where: { $0.0 })?.1 {
      throw ValidationError("\(name) can't change a vocabulary that is extended; leave it out")
    }
  }

  func run() throws {
    let file = OutputFile(path: output, force: force)
    try file.check()
    var trainer = try makeTrainer()
    trainer.counter.isLossy = lossy
    let progress = ProgressLine(console: global.console)
    try TrainingText(console: global.console, progress: progress).count(files, into: &trainer.counter)
    global.console.detail("learning \(NumberText.grouped(size)) tokens from \(trainer.report.distinctWords) words")
    let tokenizer = try trainer.train { progress.update("learnt \(NumberText.grouped($0)) tokens") }
    progress.clear()
    try file.write(String(decoding: tokenizer.json(), as: UTF8.self))
    try report(tokenizer, trainer.report)
  }

  private func makeTrainer() throws -> TokenizerTrainer {
    if let extend {
      return try TokenizerTrainer(
        extending: VocabularyFile.load(extend), vocabularySize: size, minimumFrequency: minimumFrequency,
        alphabetLimit: alphabetLimit)
    }
    return try TokenizerTrainer(
      kind?.value ?? .icuWords, vocabularySize: size, minimumFrequency: minimumFrequency, specialTokens: specialTokens,
      alphabetLimit: alphabetLimit, lowercases: lowercase)
  }

  private func report(_ tokenizer: Tokenizer, _ report: TrainingTextReport) throws {
    global.console.message(
      "wrote \(output): \(NumberText.grouped(tokenizer.vocabularySize)) tokens from "
        + "\(NumberText.grouped(report.lines)) lines, \(NumberText.grouped(report.words)) words, "
        + "\(NumberText.grouped(report.bytes)) bytes")
    if tokenizer.vocabularySize < size {
      global.console.message(
        "that is fewer than \(NumberText.grouped(size)): "
          + (kind?.value == .unigram ? "the text has no more pieces" : "no other pair occurs \(minimumFrequency) times")
      )
    }
    guard global.json, output != "-" else { return }
    let members: [(String, JSONText)] = [
      ("output", .string(output)), ("size", .integer(tokenizer.vocabularySize)), ("lines", .integer(report.lines)),
      ("words", .integer(report.words)), ("distinct_words", .integer(report.distinctWords)),
      ("bytes", .integer(report.bytes)), ("replaced_lines", .integer(report.replacedLines)),
      ("cut_lines", .integer(report.cutLines)), ("dropped_words", .integer(report.droppedWords)),
      ("dropped_occurrences", .integer(report.droppedOccurrences)),
    ]
    try global.console.result(JSONText.object(members).text)
  }
}
