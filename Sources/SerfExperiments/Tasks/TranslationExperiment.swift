internal import SerfData
internal import SerfMetrics
internal import SerfModels
public import SerfSettings
internal import SerfStorage
public import SerfTraining

/// Translation as an experiment sees it: the figures are BLEU and chrF of beam search.
public struct TranslationExperiment: ExperimentTask {
  private let sources: @Sendable (Settings) throws -> TranslationSources
  private let preferDefaults: @Sendable (inout Settings) throws(SettingError) -> Void

  /// - Parameters:
  ///   - sources: the files that settings name, bundled ones among them.
  ///   - prefer: puts defaults that depend on the data under what is said.
  public init(
    sources: @escaping @Sendable (Settings) throws -> TranslationSources,
    prefer: @escaping @Sendable (inout Settings) throws(SettingError) -> Void
  ) {
    self.sources = sources
    preferDefaults = { (settings) throws(SettingError) in
      try settings.preferDefaults(of: TranslationSettings.self)
      try prefer(&settings)
    }
  }

  public var name: String { TranslationConfiguration.taskName }
  public var list: SettingList { TranslationSettings.list }

  /// Both are 0…100 as they come.
  public var metrics: [ExperimentMetric] {
    [ExperimentMetric("bleu", scale: 1), ExperimentMetric("chrf", scale: 1)]
  }
}

// MARK: - Settings and files
extension TranslationExperiment {
  private typealias Names = TranslationDataSettings

  public func complete(_ settings: inout Settings) throws(ExperimentError) {
    do throws(SettingError) { try preferDefaults(&settings) } catch { throw .setting(error) }
  }

  public func check(_ settings: Settings) throws(ExperimentError) {
    _ = try found(settings)
    // What depends on the texts stands in for itself.
    do throws(ModelError) { _ = try TranslationNetwork(TranslationConfiguration(settings, vocabularySize: 1)) } catch {
      throw .cell(error.message)
    }
    if let vain = settings.saidInVain(of: TranslationSettings.self).first {
      throw .cell("\(vain.setting.name) has no effect \(vain.reason.text)")
    }
  }

  /// Both sides of every part, under the names of the settings that say them. The bundled corpus trains on more than one
  /// pair of files: later ones are numbered.
  public func files(_ settings: Settings) throws(ExperimentError) -> [(setting: String, path: String)] {
    let sources = try found(settings)
    var files: [(setting: String, path: String)] = []
    var known: Set<ParallelFiles> = []
    for part in sources.train where known.insert(part).inserted {
      let number = known.count == 1 ? "" : " \(known.count)"
      files += part.files(Names.train, Names.source, Names.target).map { ($0.setting + number, $0.path) }
    }
    if let dev = sources.dev { files += dev.files(Names.dev, Names.devSource, Names.devTarget) }
    if case .files(let test) = sources.test { files += test.files(Names.test, Names.testSource, Names.testTarget) }
    if let vocabulary = sources.vocabulary { files.append((TranslationSettings.vocabulary.name, vocabulary)) }
    return files
  }

  private func found(_ settings: Settings) throws(ExperimentError) -> TranslationSources {
    do { return try sources(settings) } catch { throw .cell("\(error)") }
  }

  /// With dev pairs and no test pairs there is no test, but for the bundled pairs, which have one of their own.
  public func hasPart(_ part: String, _ settings: Settings) -> Bool {
    guard part == "test" else { return true }
    guard let sources = try? sources(settings) else { return false }
    return switch sources.test {
    case .none: false
    case .files: true
    case .part: sources.dev == nil
    }
  }
}

extension ParallelFiles {
  /// The table, or the two sides, each with the setting that says it.
  fileprivate func files(
    _ table: Setting<String?>, _ source: Setting<String?>, _ target: Setting<String?>
  ) -> [(setting: String, path: String)] {
    switch self {
    case .table(let path): [(table.name, path)]
    case .lines(let from, let to): [(source.name, from), (target.name, to)]
    }
  }
}

// MARK: - Training
extension TranslationExperiment {
  public func train(_ settings: Settings, observer: any TrainingObserver) throws(ExperimentError) -> CellFigures {
    let training = TranslationTraining(settings: settings, sources: try found(settings), policy: .force)
    let report: TrainingReport<TranslationScores>
    do throws(TrainingError) { report = try training.run(observer: observer).training } catch {
      throw .training(error)
    }
    let parts = [("dev", report.dev)] + (report.test.map { [("test", $0)] } ?? [])
    return CellFigures(
      figures: parts.flatMap { part, scores in
        [
          CellFigures.Figure(part: part, name: "bleu", value: scores.bleu),
          CellFigures.Figure(part: part, name: "chrf", value: scores.chrf),
          CellFigures.Figure(part: part, name: "count", value: Double(scores.count)),
        ]
      },
      parameters: report.parameters, epochs: report.epochs, updates: report.updates, seconds: report.seconds,
      tokensPerSecond: report.tokensPerSecond)
  }
}
