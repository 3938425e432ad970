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

  func run(_ bundled: BundledTest) throws {
    let loaded = try ClassifierModel<Network>(contentsOf: model)
    let settings = try settings()
    let files = try files(settings, bundled)
    let classifier: ClassifierModel<Network>
    do throws(ModelError) { classifier = try loaded.seeing(settings) } catch { throw CommandError.usage("\(error)") }
    var options = try ReaderOptions<Network.Row>(settings, of: Network.Names.self)
    if loaded.configuration.patches != nil, !classifier.configuration.hidesPictures {
      let isBundled = test == nil && settings[ClassificationDataSettings.train] == nil
      options.pictureFolder = try bundled.images(settings, isBundled)
    }
    let test = try scores(on: files.test, options, classifier)
    let unseen = try files.unseen.map { try scores(on: $0, options, classifier) }
    try report(test, unseen, of: classifier.configuration)
  }
}

/// What a task has bundled to measure a model on, under the model's settings.
struct BundledTest {
  let test: (Settings) throws -> String
  /// A second test that belongs to the first; nil where there is none.
  var unseen: (Settings) throws -> String? = { _ in nil }
  /// The folder of pictures.
  var images: (Settings, _ isBundled: Bool) throws -> String = { _, _ in "" }
}

// MARK: - Files
extension Evaluation {
  private typealias Data = ClassificationDataSettings

  /// What says how to read the files: those of the model where its own test is measured again, and what was typed.
  private func settings() throws -> Settings {
    var settings = Settings(Network.Names.list)
    if test == nil {
      let saved = ModelFolder(model).path(of: .settings)
      try settings.set(yaml: try InputText.read(saved), file: saved)
    }
    for given in given { try settings.set(given.name, given.value) }
    if isLossy { settings[Data.lossy] = true }
    return settings
  }

  /// The file to test on, and a second one.
  private func files(_ settings: Settings, _ bundled: BundledTest) throws -> (test: String, unseen: String?) {
    let unseen = settings[EntailmentSettings.unseen]
    guard let test else { return (try ownTest(settings, bundled), try unseen ?? bundled.unseen(settings)) }
    guard test != "-" || unseen != "-" else {
      throw CommandError.standardInputTwice([Data.test.name, EntailmentSettings.unseen.name])
    }
    return (test, unseen)
  }

  /// The file that the model was tested on when it was trained.
  private func ownTest(_ settings: Settings, _ bundled: BundledTest) throws -> String {
    switch settings[Data.test] {
    case "none": throw CommandError.usage("\(model) was trained with --test none; say --test FILE")
    case "-": throw CommandError.usage("\(model) was tested on standard input, which is gone; say --test FILE")
    case .some(let path): return path
    case nil: break
    }
    guard let train = settings[Data.train] else { return try bundled.test(settings) }
    guard settings[Data.dev] == nil else {
      throw CommandError.usage("\(model) was trained without a test file; say --test FILE")
    }
    throw CommandError.usage(
      "\(model) was tested on a tenth of \(train == "-" ? "standard input" : train), which is no file by itself; say --test "
        + "FILE")
  }
}

// MARK: - Rows
extension Evaluation {
  private func scores(
    on path: String, _ options: ReaderOptions<Network.Row>, _ classifier: ClassifierModel<Network>
  ) throws -> ClassificationScores {
    let data = try LabelledData(path: path, options: options)
    for note in data.notes { global.console.message(note) }
    let labels = LabelSet(labels: classifier.configuration.labels)
    let gold = try labels.numbers(of: data.rows, path: path)
    let predicted = try predictions(of: classifier, labels, for: data)
    return ClassificationScores(try ConfusionMatrix(labels: labels.labels, gold: gold, predicted: predicted))
  }

  private func predictions(
    of classifier: ClassifierModel<Network>, _ labels: LabelSet, for data: LabelledData<Network.Row>
  ) throws -> [Int] {
    let progress = ProgressLine(console: global.console)
    let examples = ClassificationReport.examples(of: classifier.configuration.task)
    let rows = data.rows
    var cut = CutTexts(limit: classifier.configuration.maxTokens)
    var predicted: [Int] = []
    predicted.reserveCapacity(rows.count)
    while predicted.count < rows.count {
      let part = rows[predicted.count...].prefix(classifier.batchSize(atMost: 4096))
      let answers = try classifier.answers(
        part.map(\.texts), pictures: part.map(\.pictures), places: data.picturePlaces, workers: workers)
      cut.add(answers.cut, of: part.count * Network.Row.roles.count)
      predicted += answers.answers.map { labels.number(of: $0.label) ?? 0 }
      let counts = [predicted.count, rows.count].map(NumberText.grouped)
      progress.update("classified \(counts[0]) of \(counts[1]) \(examples)")
    }
    progress.clear()
    cut.report(data.path, to: global.console)
    return predicted
  }
}

// MARK: - Figures
extension Evaluation {
  private func report(
    _ test: ClassificationScores, _ unseen: ClassificationScores?, of configuration: Network.Configuration
  ) throws {
    let examples = ClassificationReport.examples(of: configuration.task)
    let figures = ClassificationReport(test, examples: examples)
    let second = unseen.map { ClassificationReport($0, examples: examples) }
    guard global.json else {
      let lines = figures.lines(title: "test") + (second.map { [""] + $0.lines(title: "unseen") } ?? [])
      return try global.console.result(lines.joined(separator: "\n"))
    }
    let members: [(String, JSONText)] = [
      ("task", .string(configuration.task)), ("architecture", .string(configuration.architectureName)),
      ("activation", .string(configuration.activation)), ("model", .string(model)), ("test", figures.json),
    ]
    try global.console.result(JSONText.object(members + (second.map { [("unseen", $0.json)] } ?? [])).text)
  }
}
