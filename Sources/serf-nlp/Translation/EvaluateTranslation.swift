internal import SerfData
internal import SerfModels
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

/// `evaluate` for a translation model: BLEU and chrF on pairs.
struct EvaluateTranslation {
  let model: String
  /// A table; nil where there are two files, or none is named.
  let table: String?
  let source: String?
  let target: String?
  let isLossy: Bool
  let workers: Int?
  let global: GlobalOptions

  func run() throws {
    let translator = try Translator(contentsOf: model)
    let (parts, settings) = try parts()
    var scores: [TranslationScores] = []
    for part in parts {
      let data = try ParallelData(part, options: options(settings))
      for note in data.notes { global.console.message(note) }
      let translations = try translator.translate(data.pairs.map(\.source), workers: workers)
      scores.append(
        try TranslationScores(of: translator, translations: translations, references: data.pairs.map(\.target)))
    }
    try report(scores, of: translator)
  }

  /// The pairs to test on, those of the bundled corpus in two parts, and the settings that say how to read them.
  private func parts() throws -> (parts: [ParallelFiles], settings: Settings) {
    typealias Names = TranslationDataSettings
    var settings = Settings(TranslationSettings.list)
    let said = [(Names.test, table), (Names.testSource, source), (Names.testTarget, target)]
    if said.allSatisfy({ $0.1 == nil }) {
      let saved = ModelFolder(model).path(of: .settings)
      try settings.set(yaml: try InputText.read(saved), file: saved)
    }
    for case (let setting, let path?) in said { try settings.set(setting.name, path) }
    if isLossy { settings[Names.lossy] = true }
    if let files = try TranslationSources.files(settings, Names.test, Names.testSource, Names.testTarget) {
      guard files != .table("none") else { throw noTest }
      return ([files], settings)
    }
    guard settings.takesBundledPairs else { throw noTest }
    let bundled = try TranslationSources(settings)
    guard case .files(let written) = bundled.test else { throw noTest }
    return ([written] + [bundled.generatedTest].compactMap(\.self), settings)
  }

  private var noTest: CommandError {
    .usage("\(model) was trained without test files; say --test FILE, or --test-source FILE --test-target FILE")
  }

  private func options(_ settings: Settings) -> ParallelReader.Options {
    ParallelReader.Options(
      lossy: settings[TranslationDataSettings.lossy], keepsEmpty: true,
      sourceLanguage: settings[TranslationDataSettings.sourceLanguage],
      targetLanguage: settings[TranslationDataSettings.targetLanguage])
  }

  private func report(_ scores: [TranslationScores], of translator: Translator) throws {
    let generated = scores.count > 1 ? scores[1] : nil
    guard global.json else {
      let lines = TranslationSummary.figures(dev: nil, test: scores[0], generatedTest: generated)
      return try global.console.result(lines.joined(separator: "\n"))
    }
    let configuration = translator.configuration
    let members: [(String, JSONText)] = [
      ("task", .string(configuration.task)), ("architecture", .string(configuration.architecture.rawValue)),
      ("activation", .string(configuration.activation)), ("model", .string(model)),
      ("test", .object(scores[0].members)),
    ]
    let apart = generated.map { [("test_generated", JSONText.object($0.members))] } ?? []
    try global.console.result(JSONText.object(members + apart).text)
  }
}
