import SerfData
public import SerfMetrics
import SerfModels
import SerfNN
public import SerfSettings
public import SerfStorage
import SerfTensor
import SerfTokenizer

/// Trains a sentiment classifier: from files of labelled texts to a model folder that takes raw text.
public struct SentimentTraining: Sendable {
  public typealias Report = TrainingReport<ClassificationScores>

  private let settings: Settings
  private let sources: SentimentSources
  private let policy: ModelFolder.Policy

  /// - Parameters:
  ///   - settings: those of `SentimentSettings.list`, with the defaults of the architecture.
  ///   - policy: what to do with a model folder that holds something.
  public init(settings: Settings, sources: SentimentSources, policy: ModelFolder.Policy = .refuse) {
    (self.settings, self.sources, self.policy) = (settings, sources, policy)
  }

  /// Trains, scores and saves; or goes on with what was begun; or, resumed when all is done, says the figures again.
  public func run(observer: any TrainingObserver) throws(TrainingError) -> Report {
    let folder = ModelFolder(settings[SentimentSettings.model])
    let state: ModelFolder.State
    do { state = try folder.check(policy) } catch { throw .storage(error) }
    if state == .finished, policy == .resume { return try SentimentModelFile.report(in: folder) }
    let isResuming = state == .unfinished && policy == .resume
    let run = try SentimentRun(
      settings: isResuming ? ResumedSettings.merge(settings, folder: folder) : settings, sources: sources,
      folder: folder, isResuming: isResuming, observer: observer)
    return try run.finish()
  }
}
