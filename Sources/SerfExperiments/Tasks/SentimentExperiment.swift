internal import SerfMetrics
internal import SerfModels
public import SerfSettings
internal import SerfStorage
public import SerfTraining

/// Sentiment classification as an experiment sees it.
public struct SentimentExperiment: ExperimentTask {
  private let sources: @Sendable (Settings) throws -> SentimentSources
  private let prefer: @Sendable (inout Settings) throws(SettingError) -> Void

  /// - Parameters:
  ///   - sources: the files that settings name, bundled ones among them.
  ///   - prefer: puts defaults that depend on the data under what is said.
  public init(
    sources: @escaping @Sendable (Settings) throws -> SentimentSources,
    prefer: @escaping @Sendable (inout Settings) throws(SettingError) -> Void
  ) {
    (self.sources, self.prefer) = (sources, prefer)
  }

  public var name: String { "sentiment" }
  public var list: SettingList { SentimentSettings.list }

  public var metrics: [ExperimentMetric] {
    [ExperimentMetric("accuracy", scale: 100, floor: "majority"), ExperimentMetric("macro-f1", scale: 100)]
  }

  public func complete(_ settings: inout Settings) throws(ExperimentError) {
    do throws(SettingError) {
      try settings.preferDefaults(of: SentimentSettings.self)
      try prefer(&settings)
    } catch { throw .setting(error) }
  }

  public func check(_ settings: Settings) throws(ExperimentError) {
    // What depends on the texts stands in for itself.
    let standIn = SentimentConfiguration(settings, labels: ["0", "1"], vocabularySize: 1)
    do { _ = try SentimentNetwork(standIn) } catch { throw .cell(error.message) }
    if let vain = settings.saidInVain(of: SentimentSettings.self).first {
      throw .cell("\(vain.name) has no effect on the architecture \(settings[SentimentSettings.architecture])")
    }
  }

  public func files(_ settings: Settings) throws(ExperimentError) -> [(setting: String, path: String)] {
    let sources: SentimentSources
    do { sources = try self.sources(settings) } catch { throw .cell("\(error)") }
    var files = [("train", sources.train)]
    if let dev = sources.dev { files.append(("dev", dev)) }
    if case .file(let test) = sources.test { files.append(("test", test)) }
    if let vocabulary = sources.vocabulary { files.append(("vocabulary", vocabulary)) }
    if let vectors = settings[SentimentSettings.embeddings] { files.append(("embeddings", vectors)) }
    return files.map { (setting: $0.0, path: $0.1) }
  }

  public func hasPart(_ part: String, _ settings: Settings) -> Bool {
    guard part == "test", settings[ClassificationDataSettings.train] != nil else {
      return part == "dev" || settings[ClassificationDataSettings.test] != "none"
    }
    let test = settings[ClassificationDataSettings.test]
    return test != "none" && (test != nil || settings[ClassificationDataSettings.dev] == nil)
  }

  public func train(_ settings: Settings, observer: any TrainingObserver) throws(ExperimentError) -> CellFigures {
    let sources: SentimentSources
    do { sources = try self.sources(settings) } catch { throw .cell("\(error)") }
    let report: SentimentTraining.Report
    do throws(TrainingError) {
      report = try SentimentTraining(settings: settings, sources: sources, policy: .force).run(observer: observer)
    } catch { throw .training(error) }
    let parts = [("dev", report.dev)] + (report.test.map { [("test", $0)] } ?? [])
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
