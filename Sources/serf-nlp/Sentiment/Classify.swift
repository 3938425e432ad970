internal import ArgumentParser
internal import SerfModels
internal import SerfSettings

/// `classify`: a line of text in, its label out.
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Classify texts, a line each.",
    discussion: """
      Each line gets a line: the label, a tab and its probability. Lines are answered as they come.

      EXAMPLE: echo "Not half as bad as I had feared." | serf-nlp classify --model sentiment-model
      """)

  @OptionGroup var use: ModelOption<SentimentSettings>

  @Argument(help: ArgumentHelp("Texts, compressed or not; standard input without.", valueName: "file"))
  var file: String?

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  /// Enough texts to fill the workers' batches, few enough for progress.
  private static let mostLines = 1024

  func run() throws {
    let classifier = try SentimentClassifier(contentsOf: use.model)
    let progress = ProgressLine(console: global.console)
    var count = 0
    var cut = CutTexts(limit: classifier.model.configuration.maxTokens)
    var lines = try TextLines(path: file, isLossy: lossy)
    while let batch = try lines.next(most: Self.mostLines) {
      let answers = try classifier.model.answers(batch.map { [$0.text] }, workers: use.workerCount)
      cut.add(answers.cut, of: batch.count)
      try global.console.result(
        answers.answers.map { Answer($0).line(isJSON: global.json) }.joined(separator: "\n"))
      count += batch.count
      if file != nil { progress.update("classified \(NumberText.grouped(count)) texts") }
    }
    progress.clear()
    lines.reportReplacements(to: global.console)
    cut.report(lines.path, to: global.console)
  }
}
