internal import SerfMetrics
internal import SerfModels
public import SerfSettings
internal import SerfStorage
public import SerfTraining

/// Classification of texts, or of pairs of them, as an experiment sees it.
public struct ClassificationExperiment: ExperimentTask {
  public let name: String
  public let list: SettingList
  private let sources: @Sendable (Settings) throws -> ClassificationSources
  private let preferDefaults: @Sendable (inout Settings) throws(SettingError) -> Void
  private let requireNetwork: @Sendable (Settings) throws(ModelError) -> Void
  private let saidInVain: @Sendable (Settings) -> [VainSetting]
  private let embeddings: Setting<String?>
  private let run:
    @Sendable (Settings, ClassificationSources, any TrainingObserver) throws(TrainingError) ->
      TrainingReport<ClassificationScores>

  /// - Parameters:
  ///   - sources: the files that settings name, bundled ones among them.
  ///   - prefer: puts defaults that depend on the data under what is said.
  private init<Network: ClassifierNetwork>(
    _ name: String, _ network: Network.Type, sources: @escaping @Sendable (Settings) throws -> ClassificationSources,
    prefer: @escaping @Sendable (inout Settings) throws(SettingError) -> Void,
    run:
      @escaping @Sendable (Settings, ClassificationSources, any TrainingObserver) throws(TrainingError) ->
      TrainingReport<ClassificationScores>
  ) {
    self.name = name
    list = Network.Names.list
    self.sources = sources
    preferDefaults = { (settings) throws(SettingError) in
      try settings.preferDefaults(of: Network.Names.self)
      try prefer(&settings)
    }
    // What depends on the texts stands in for itself.
    requireNetwork = { (settings) throws(ModelError) in
      _ = try Network(Network.Configuration(settings, labels: ["0", "1"], vocabularySize: 1))
    }
    saidInVain = { $0.saidInVain(of: Network.Names.self) }
    embeddings = Network.Names.embeddings
    self.run = run
  }

  public static func sentiment(
    sources: @escaping @Sendable (Settings) throws -> ClassificationSources,
    prefer: @escaping @Sendable (inout Settings) throws(SettingError) -> Void
  ) -> ClassificationExperiment {
    ClassificationExperiment("sentiment", SentimentNetwork.self, sources: sources, prefer: prefer) {
      (settings, sources, observer) throws(TrainingError) in
      try SentimentTraining(settings: settings, sources: sources, policy: .force).run(observer: observer)
    }
  }

  public static func entailment(
    sources: @escaping @Sendable (Settings) throws -> ClassificationSources
  ) -> ClassificationExperiment {
    ClassificationExperiment("entailment", EntailmentNetwork.self, sources: sources, prefer: { _ in }) {
      (settings, sources, observer) throws(TrainingError) in
      try EntailmentTraining(settings: settings, sources: sources, policy: .force).run(observer: observer)
    }
  }
}

// MARK: - Settings and files
extension ClassificationExperiment {
  public var metrics: [ExperimentMetric] {
    [ExperimentMetric("accuracy", scale: 100, floor: "majority"), ExperimentMetric("macro-f1", scale: 100)]
  }

  public func complete(_ settings: inout Settings) throws(ExperimentError) {
    do throws(SettingError) { try preferDefaults(&settings) } catch { throw .setting(error) }
  }

  public func check(_ settings: Settings) throws(ExperimentError) {
    do throws(ModelError) { try requireNetwork(settings) } catch { throw .cell(error.message) }
    // What an architecture has not is a mistake of the grid; controls that are shown less leave parts out on purpose.
    for vain in saidInVain(settings) {
      guard case .architecture = vain.reason else { continue }
      throw .cell("\(vain.setting.name) has no effect \(vain.reason.text)")
    }
  }

  public func files(_ settings: Settings) throws(ExperimentError) -> [(setting: String, path: String)] {
    let sources = try found(settings)
    var files = [("train", sources.train)]
    if let dev = sources.dev { files.append(("dev", dev)) }
    if case .file(let test) = sources.test { files.append(("test", test)) }
    if let unseen = sources.unseen { files.append((EntailmentSettings.unseen.name, unseen)) }
    if let images = sources.images { files.append((EntailmentSettings.images.name, images)) }
    if let vocabulary = sources.vocabulary { files.append(("vocabulary", vocabulary)) }
    if let vectors = settings[embeddings] { files.append(("embeddings", vectors)) }
    return files.map { (setting: $0.0, path: $0.1) }
  }

  private func found(_ settings: Settings) throws(ExperimentError) -> ClassificationSources {
    do { return try sources(settings) } catch { throw .cell("\(error)") }
  }

  public func hasPart(_ part: String, _ settings: Settings) -> Bool {
    guard part == "test", settings[ClassificationDataSettings.train] != nil else {
      return part == "dev" || settings[ClassificationDataSettings.test] != "none"
    }
    let test = settings[ClassificationDataSettings.test]
    return test != "none" && (test != nil || settings[ClassificationDataSettings.dev] == nil)
  }
}

// MARK: - Training
extension ClassificationExperiment {
  public func train(_ settings: Settings, observer: any TrainingObserver) throws(ExperimentError) -> CellFigures {
    let sources = try found(settings)
    let report: TrainingReport<ClassificationScores>
    do throws(TrainingError) { report = try run(settings, sources, observer) } catch { throw .training(error) }
    let parts =
      [("dev", report.dev)] + (report.test.map { [("test", $0)] } ?? [])
      + (report.unseen.map { [("unseen", $0)] } ?? [])
    return CellFigures(
      figures: parts.flatMap { part, scores in
        [
          CellFigures.Figure(part: part, name: "accuracy", value: scores.accuracy),
          CellFigures.Figure(part: part, name: "macro-f1", value: scores.macroF1),
          CellFigures.Figure(part: part, name: "majority", value: scores.majority),
          CellFigures.Figure(part: part, name: "count", value: Double(scores.count)),
        ]
      },
      parameters: report.parameters, epochs: report.epochs, updates: report.updates, seconds: report.seconds,
      tokensPerSecond: report.tokensPerSecond)
  }
}
