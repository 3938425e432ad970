internal import SerfCorpora
internal import SerfData
internal import SerfMetrics
internal import SerfModels
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

/// One measurement of a classifier of some task.
struct Evaluation<Network: ClassifierNetwork> {
  /// The model's folder.
  let model: String
  /// Nil for the file that the model was trained with.
  let test: String?
  /// What was typed, of the task's settings.
  let given: [GivenSetting]
  let isLossy: Bool
  let workers: Int?
  let global: GlobalOptions

  /// - Parameters:
  ///   - images: the folder of pictures, of a task with some.
  ///   - bundled: the file of each part of the task's bundled corpus, under the model's settings.
  func run(
    images: (Settings, _ isBundled: Bool) throws -> String = { _, _ in "" },
    bundled: (SerfCorpora.Split, Settings) throws -> String
  ) throws {
    let loaded = try ClassifierModel<Network>(contentsOf: model)
    let (path, settings) = try source(bundled)
    let classifier = loaded.seeing(settings)
    var options = try ReaderOptions<Network.Row>(settings, of: Network.Names.self)
    if loaded.configuration.patches != nil {
      let isBundled = test == nil && settings[ClassificationDataSettings.train] == nil
      options.pictureFolder = try images(settings, isBundled)
    }
    let data = try LabelledData(path: path, options: options)
    for note in data.notes { global.console.message(note) }
    let labels = LabelSet(labels: classifier.configuration.labels)
    let gold = try labels.numbers(of: data.rows, path: path)
    let predicted = try predictions(of: classifier, labels, for: data.rows)
    let scores = ClassificationScores(
      try ConfusionMatrix(labels: labels.labels, gold: gold, predicted: predicted))
    try report(scores, of: classifier.configuration)
  }
}

// MARK: - Rows
extension Evaluation {
  /// The file to test on, and the settings that say how to read it.
  private func source(
    _ bundled: (SerfCorpora.Split, Settings) throws -> String
  ) throws -> (path: String, settings: Settings) {
    var settings = Settings(Network.Names.list)
    if test == nil {
      let saved = ModelFolder(model).path(of: .settings)
      try settings.set(yaml: try InputText.read(saved), file: saved)
    }
    for given in given { try settings.set(given.name, given.value) }
    if isLossy { settings[ClassificationDataSettings.lossy] = true }
    if let test { return (test, settings) }
    if settings[ClassificationDataSettings.train] == nil { return (try bundled(.test, settings), settings) }
    guard let path = settings[ClassificationDataSettings.test], path != "none" else {
      throw CommandError.usage("\(model) was trained without a test file; say --test FILE")
    }
    return (path, settings)
  }

  private func predictions(
    of classifier: ClassifierModel<Network>, _ labels: LabelSet, for rows: [Network.Row]
  ) throws -> [Int] {
    let progress = ProgressLine(console: global.console)
    let examples = ClassificationReport.examples(of: classifier.configuration.task)
    var predicted: [Int] = []
    predicted.reserveCapacity(rows.count)
    while predicted.count < rows.count {
      let part = rows[predicted.count...].prefix(4096)
      let answers = try classifier.classify(part.map(\.texts), pictures: part.map(\.pictures), workers: workers)
      predicted += answers.map { labels.number(of: $0.label) ?? 0 }
      let counts = [predicted.count, rows.count].map(NumberText.grouped)
      progress.update("classified \(counts[0]) of \(counts[1]) \(examples)")
    }
    progress.clear()
    return predicted
  }
}

// MARK: - Figures
extension Evaluation {
  private func report(_ scores: ClassificationScores, of configuration: Network.Configuration) throws {
    let figures = ClassificationReport(scores, examples: ClassificationReport.examples(of: configuration.task))
    guard global.json else {
      return try global.console.result(figures.lines(title: "test").joined(separator: "\n"))
    }
    let members: [(String, JSONText)] = [
      ("task", .string(configuration.task)), ("architecture", .string(configuration.architectureName)),
      ("activation", .string(configuration.activation)), ("model", .string(model)), ("test", figures.json),
    ]
    try global.console.result(JSONText.object(members).text)
  }
}
