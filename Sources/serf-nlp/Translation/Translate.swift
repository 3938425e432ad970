internal import ArgumentParser
internal import SerfModels
internal import SerfSettings
internal import SerfTraining

/// `translate`: a line of text in, its translation out.
struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate",
    abstract: "Translate texts, a line each.",
    discussion: """
      Each line gets a line, as it comes. With --scores a score and a tab stand before each translation; with \
      --nbest there are several lines a text, each with the number of its line and a tab in front. A text that is \
      longer than any that the model has learned from is translated sentence by sentence.

      EXAMPLE: echo "A dog is running on the beach." | serf-nlp translate --model translation-model
      """)

  @OptionGroup var use: ModelOption<TranslationSettings>

  @Argument(help: ArgumentHelp("Texts, compressed or not; standard input without.", valueName: "file"))
  var file: String?

  @OptionGroup var decoding: DecodingSettings

  @Flag(help: "Say how probable each translation is: log probability a token, by --length-penalty.")
  var scores = false

  @Option(
    help: ArgumentHelp("Translations to hold the output against: BLEU and chrF follow.", valueName: "file"),
    completion: .file())
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "Draw where each translation looks in its text: .svg draws the first text, .html the first 50.", valueName: "file"
    ), completion: .file(extensions: ["svg", "html"]))
  var attention: String?

  @Flag(help: "Replace the file of --attention where it exists.")
  var force = false

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if reference == "-", file == nil || file == "-" {
      throw ValidationError("--reference and the texts can't both be standard input; give a file for one")
    }
  }

  /// Enough texts to fill the workers' batches, few enough for progress.
  private static let mostLines = 1024

  func run() throws {
    var picture = try attention.map { path in try AttentionPicture(path: path, force: force, Self.wording) }
    let translator = try Translator(contentsOf: use.model)
    let progress = ProgressLine(console: global.console)
    var lines = try TextLines(path: file, isLossy: lossy)
    // A reference of another length is known before anything is translated.
    let held = try reference.map { path in try HeldTexts(&lines, reference: path, isLossy: lossy) }
    var (count, best) = (0, [String]())
    while let batch = try held?.next(most: Self.mostLines, after: count) ?? lines.next(most: Self.mostLines) {
      let found = try translator.translations(
        of: batch.map(\.text), options: decoding.options, workers: use.workerCount)
      try global.console.result(zip(batch, found).flatMap(answers).joined(separator: "\n"))
      for (line, translations) in zip(batch, found) {
        try picture?.add { try Self.grid(line.text, translations[0].text, translator) }
      }
      if held != nil { best += found.map { Self.oneLine($0[0].text) } }
      count += batch.count
      if held != nil, count == held?.sources.count { break }
      if file != nil { progress.update("translated \(NumberText.grouped(count)) texts") }
    }
    progress.clear()
    lines.reportReplacements(to: global.console)
    if let held { try report(TranslationScores(of: translator, translations: best, references: held.references)) }
    try picture?.write(global.console)
  }

  private func report(_ scores: TranslationScores) throws {
    guard global.json else {
      global.console.message(
        ["\(scores.line)", scores.bleuSignature, scores.chrfSignature].joined(separator: "\n"))
      return
    }
    try global.console.result(JSONText.object(scores.members).text)
  }
}

// MARK: - Attention
extension Translate {
  private static let wording = AttentionPicture.Wording(
    heading: "Where translations look",
    explanation: """
      A row is a word of the translation, a column a word of the source. The fuller a square, the more of its attention
      the decoder gave to that word while it said the row's: the mean of the heads of its last block but one. Point at a
      square for its share.
      """,
    subtitle: "Each row adds up to 1; end is where a text ends.")

  private static func grid(
    _ source: String, _ translation: String, _ translator: Translator
  ) throws -> AttentionPicture.Grid? {
    try translator.attention(in: source, saying: translation).map { grid in
      AttentionPicture.Grid(
        caption: source, rows: grid.target + ["end"], columns: grid.source + ["end"], shares: grid.weights)
    }
  }
}

// MARK: - Answers
extension Translate {
  /// The lines that answer a text.
  private func answers(to line: TextLines.Line, _ translations: [Translation]) -> [String] {
    if global.json { return [json(line.text, translations).text] }
    return translations.map { translation in
      (decoding.nbest == nil ? "" : "\(line.number)\t")
        + (scores ? NumberText.fixed(translation.score, decimals: 4) + "\t" : "")
        + Self.oneLine(translation.text)
    }
  }

  private func json(_ source: String, _ translations: [Translation]) -> JSONText {
    func members(_ translation: Translation) -> [(String, JSONText)] {
      [("translation", .string(translation.text)), ("score", .number(translation.score))]
    }
    let all: [(String, JSONText)] =
      decoding.nbest == nil ? [] : [("translations", .array(translations.map { .object(members($0)) }))]
    return .object([("source", .string(source))] + members(translations[0]) + all)
  }

  /// A network may say any byte, a line end among them; a line in is a line out all the same.
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
  }
}
