internal import ArgumentParser
internal import SerfCharts
internal import SerfMetrics
internal import SerfModels
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

struct ModelShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say what a model is, how it was trained and how large it is.",
    discussion: "EXAMPLE: serf-nlp model show sentiment-model --curve curve.svg")

  @Argument(help: ArgumentHelp("Folder of the model.", valueName: "dir"), completion: .directory)
  var model: String

  @Option(help: ArgumentHelp("Draw the learning curve into this SVG file.", valueName: "file"))
  var curve: String?

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let history = try TrainingHistory(ofModel: model)
    if try TaskName.read(from: ModelFolder(model)) == TranslationConfiguration.taskName {
      return try showTranslation(history)
    }
    let file = try ClassifierModelFile(contentsOf: model)
    let settings = try savedSettings(of: file.task)
    try drawCurve(history, title: "\(file.task), \(file.architecture) with \(file.activation)")
    if curve == "-" { return }
    let text =
      global.json
      ? json(file, settings, history).text : lines(file, settings, history).joined(separator: "\n")
    try global.console.result(text)
  }

  private func showTranslation(_ history: TrainingHistory) throws {
    let file = try TranslationModelFile(contentsOf: model)
    let configuration = file.configuration
    let settings = try savedSettings(of: configuration.task)
    let network = "\(configuration.architecture.rawValue) with \(configuration.activation)"
    try drawCurve(history, title: "\(configuration.task), \(network)")
    if curve == "-" { return }
    let shown = ShowTranslation(file: file, settings: settings, history: history)
    try global.console.result(
      global.json
        ? JSONText.object(shown.members + Self.members(settings, history)).text : shown.lines.joined(separator: "\n"))
  }

  private func savedSettings(of task: String) throws -> Settings {
    let path = ModelFolder(model).path(of: .settings)
    let list =
      switch task {
      case EntailmentConfiguration.taskName: EntailmentSettings.list
      case TranslationConfiguration.taskName: TranslationSettings.list
      default: SentimentSettings.list
      }
    return try Settings(yaml: try InputText.read(path), file: path, list: list)
  }

  /// Draws the learning curve where it was asked for.
  private func drawCurve(_ history: TrainingHistory, title: String) throws {
    guard let curve else { return }
    let file = OutputFile(path: curve, force: force)
    guard !history.validations.isEmpty else { throw CommandError.noHistory(model) }
    try file.write(LearningCurve(title: title, validations: history.validations).drawing.text)
    if file.path != "-" { global.console.message("wrote \(file.path)") }
  }
}

// MARK: - Text
extension ModelShow {
  private func lines(_ file: ClassifierModelFile, _ settings: Settings, _ history: TrainingHistory) -> [String] {
    let parameters = file.report.parameters
    let examples = ClassificationReport.examples(of: file.task)
    var table = TextTable([("task", .left), (file.task, .left)])
    table.add(["architecture", "\(file.architecture) with \(file.activation)"])
    table.add(["labels", file.labels.joined(separator: ", ")])
    table.add(["parameters", "\(NumberText.grouped(parameters)), \(NumberText.bytes(4 * parameters))"])
    table.add(["vocabulary", "\(NumberText.grouped(file.vocabularySize)) tokens"])
    table.add(["trained", TrainingSummary(file.report).cost])
    if let best = history.validations.max(by: { $0.score < $1.score }) {
      table.add(["best epoch", "\(best.epoch), dev score \(NumberText.fixed(best.score, decimals: 4))"])
    }
    let parts = [("dev", file.report.dev), ("test", file.report.test), ("unseen", file.report.unseen)]
    for case (let name, let scores?) in parts {
      let accuracy = NumberText.fixed(scores.accuracy, decimals: 4)
      let macroF1 = NumberText.fixed(scores.macroF1, decimals: 4)
      table.add([name, "accuracy \(accuracy), macro-F1 \(macroF1), \(NumberText.grouped(scores.count)) \(examples)"])
    }
    return table.lines + ["", settings.yaml()].map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
  }
}

// MARK: - JSON
extension ModelShow {
  private func json(_ file: ClassifierModelFile, _ settings: Settings, _ history: TrainingHistory) -> JSONText {
    let own: [(String, JSONText)] = [
      ("labels", .array(file.labels.map(JSONText.string))),
      ("vocabulary_size", .integer(file.vocabularySize)),
    ]
    return .object(TrainingSummary(file.report).members + own + Self.members(settings, history))
  }

  /// What a model of any task has.
  private static func members(_ settings: Settings, _ history: TrainingHistory) -> [(String, JSONText)] {
    let saved = settings.list.settings.filter(\.isSaved)
    return [
      ("settings", .object(saved.map { ($0.name, JSONText(settings.scalar(of: $0))) })),
      ("validations", .array(history.validations.map(Self.json))),
    ]
  }

  private static func json(_ validation: ValidationReport) -> JSONText {
    .object([
      ("epoch", .integer(validation.epoch)), ("update", .integer(validation.update)),
      ("training_loss", .number(validation.trainingLoss)), ("loss", .number(validation.loss)),
      ("score", .number(validation.score)), ("seconds", .number(validation.seconds)),
    ])
  }
}

extension JSONText {
  fileprivate init(_ scalar: SettingScalar) {
    self =
      switch scalar {
      case .absent: .null
      case .integer(let value): .integer(value)
      case .number(let value): .number(value)
      case .flag(let value): .flag(value)
      case .text(let value): .string(value)
      case .texts(let values): .array(values.map(JSONText.string))
      }
  }
}
