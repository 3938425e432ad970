internal import ArgumentParser
internal import SerfStorage
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

  /// How text is cut into words before the learning.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// Words of the Unicode standard, as ICU finds them; byte tokens for rare characters.
    case icuWords = "icu-words"
  }

  @Argument(help: ArgumentHelp("Texts to learn from, compressed or not; '-' is standard input.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Tokens in all, special ones included.", valueName: "count"))
  var size = 8000

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var output: String

  @Option(help: "How text is cut into words.")
  var kind = Kind.icuWords

  @Flag(help: "Turn all text into small letters first.")
  var lowercase = false

  @Option(help: ArgumentHelp("How often a pair must occur to become a token.", valueName: "count"))
  var minimumFrequency = 2

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let file = OutputFile(path: output, force: force)
    try file.check()
    var trainer = try makeTrainer()
    let progress = ProgressLine(console: global.console)
    for path in files {
      try read(path, into: &trainer, progress)
    }
    progress.clear()
    global.console.detail("learning \(NumberText.grouped(size)) tokens from \(trainer.report.distinctWords) words")
    let tokenizer = try trainer.train()
    try file.write(String(decoding: tokenizer.json(), as: UTF8.self))
    try report(tokenizer, trainer.report)
  }

  private func makeTrainer() throws -> BytePairTrainer {
    let settings = BytePairTrainer.Settings(vocabularySize: size, minimumFrequency: minimumFrequency)
    let composition = UnicodeNormalization(.nfc)
    let normalizer: any Normalizer = lowercase ? NormalizerSequence([composition, Lowercase()]) : composition
    switch kind {
    case .icuWords: return try BytePairTrainer(settings: settings, normalizer: normalizer, preTokenizer: ICUWords())
    }
  }

  private func read(_ path: String, into trainer: inout BytePairTrainer, _ progress: ProgressLine) throws {
    var lines = try TextLines(path: path, isLossy: lossy)
    while let batch = try lines.next(most: 4096) {
      for line in batch { try trainer.add(line.text) }
      progress.update("read \(NumberText.grouped(trainer.report.lines)) lines of text")
    }
    lines.reportReplacements(to: global.console)
  }

  private func report(_ tokenizer: Tokenizer, _ report: TrainingTextReport) throws {
    global.console.message(
      "wrote \(output): \(NumberText.grouped(tokenizer.vocabularySize)) tokens from "
        + "\(NumberText.grouped(report.lines)) lines, \(NumberText.grouped(report.words)) words")
    if tokenizer.vocabularySize < size {
      global.console.message(
        "that is fewer than \(NumberText.grouped(size)): no other pair occurs \(minimumFrequency) times")
    }
    guard global.json, output != "-" else { return }
    let members: [(String, JSONText)] = [
      ("output", .string(output)), ("size", .integer(tokenizer.vocabularySize)), ("lines", .integer(report.lines)),
      ("words", .integer(report.words)), ("distinct_words", .integer(report.distinctWords)),
      ("bytes", .integer(report.bytes)),
    ]
    try global.console.result(JSONText.object(members).text)
  }
}
