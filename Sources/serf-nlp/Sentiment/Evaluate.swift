internal import ArgumentParser
internal import SerfCorpora
internal import SerfData
internal import SerfMetrics
internal import SerfModels
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

/// `evaluate`: the figures of training, for any file.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model on labelled texts, or on sentence pairs.",
    discussion: """
      Without --test it is the test file that the model was trained with, or the bundled one.

      EXAMPLE: serf-nlp evaluate --model sentiment-model --test reviews.tsv --map-label pos=positive
      """)

  @OptionGroup var use: ModelOption

  @Option(
    help: ArgumentHelp(
      "Labelled texts (TSV, CSV, JSONL or fastText lines); for translation a sentence, a tab and its translation a line.",
      valueName: "file"))
  var test: String?

  @Option(TranslationDataSettings.testSource, of: TranslationSettings.self)
  var testSource: GivenSetting?

  @Option(TranslationDataSettings.testTarget, of: TranslationSettings.self)
  var testTarget: GivenSetting?

  @Option(ClassificationDataSettings.textColumn, of: SentimentSettings.self)
  var textColumn: GivenSetting?

  @Option(ClassificationDataSettings.labelColumn, of: SentimentSettings.self)
  var labelColumn: GivenSetting?

  @Option(ClassificationDataSettings.mapLabel, of: SentimentSettings.self)
  var mapLabel: [String]

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    if try ModelTask.name(in: ModelFolder(use.model)) == TranslationConfiguration.task {
      return try EvaluateTranslation(
        model: use.model, table: test, source: testSource?.value.text, target: testTarget?.value.text, isLossy: lossy,
        workers: use.workerCount, global: global
      ).run()
    }
    let classifier = try SentimentClassifier(contentsOf: use.model)
    let (path, settings) = try source()
    let data = try ClassificationData(path: path, options: readerOptions(settings))
    for note in data.notes { global.console.message(note) }
    let gold = try LabelSet(labels: classifier.labels).numbers(of: data.rows, path: path)
    let predicted = try predictions(of: classifier, for: data.rows)
    let scores = ClassificationScores(
      try ConfusionMatrix(labels: classifier.labels, gold: gold, predicted: predicted))
    try report(scores, of: classifier.model.configuration)
  }
}

// MARK: - Texts
extension Evaluate {
  /// The file to test on, and the settings that say how to read it.
  private func source() throws -> (path: String, settings: Settings) {
    var settings = Settings(SentimentSettings.list)
    if test == nil {
      let saved = ModelFolder(use.model).path(of: .settings)
      try settings.set(yaml: try InputText.read(saved), file: saved)
    }
    for given in [textColumn, labelColumn, GivenSetting(ClassificationDataSettings.mapLabel, mapLabel)] {
      if let given { try settings.set(given.name, given.value) }
    }
    if lossy { settings[ClassificationDataSettings.lossy] = true }
    if let test { return (test, settings) }
    if settings[ClassificationDataSettings.train] == nil { return (try SerfCorpora.sentiment(.test), settings) }
    guard let path = settings[ClassificationDataSettings.test], path != "none" else {
      throw CommandError.usage("\(use.model) was trained without a test file; say --test FILE")
    }
    return (path, settings)
  }

  private func readerOptions(_ settings: Settings) throws -> ClassificationReader.Options {
    var options = ClassificationReader.Options()
    options.textColumn = settings[ClassificationDataSettings.textColumn].map { ColumnChoice($0) }
    options.labelColumn = settings[ClassificationDataSettings.labelColumn].map { ColumnChoice($0) }
    options.labelMapping = try LabelMapping(settings[ClassificationDataSettings.mapLabel])
    options.lossy = settings[ClassificationDataSettings.lossy]
    return options
  }

  private func predictions(of classifier: SentimentClassifier, for rows: [LabelledText]) throws -> [Int] {
    let progress = ProgressLine(console: global.console)
    let labels = LabelSet(labels: classifier.labels)
    var predicted: [Int] = []
    predicted.reserveCapacity(rows.count)
    while predicted.count < rows.count {
      let part = rows[predicted.count...].prefix(4096).map(\.text)
      predicted += try classifier.classify(part, workers: use.workerCount).map { labels.number(of: $0.label) ?? 0 }
      progress.update("classified \(NumberText.grouped(predicted.count)) of \(NumberText.grouped(rows.count)) texts")
    }
    progress.clear()
    return predicted
  }
}

// MARK: - Figures
extension Evaluate {
  private func report(_ scores: ClassificationScores, of model: SentimentConfiguration) throws {
    let figures = ClassificationReport(scores)
    guard global.json else {
      return try global.console.result(figures.lines(title: "test").joined(separator: "\n"))
    }
    let members: [(String, JSONText)] = [
      ("task", .string(model.task)), ("architecture", .string(model.architecture.rawValue)),
      ("activation", .string(model.activation)), ("model", .string(use.model)), ("test", figures.json),
    ]
    try global.console.result(JSONText.object(members).text)
  }
}
