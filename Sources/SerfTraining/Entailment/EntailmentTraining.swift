public import SerfMetrics
import SerfModels
public import SerfSettings
public import SerfStorage

/// Trains a classifier of entailment: from files of premises, hypotheses and labels to a model folder that takes raw text.
public struct EntailmentTraining: Sendable {
  public typealias Report = TrainingReport<ClassificationScores>

  private let settings: Settings
  private let sources: ClassificationSources
  private let policy: ModelFolder.Policy

  /// - Parameters:
  ///   - settings: those of `EntailmentSettings.list`, with the defaults of the architecture.
  ///   - policy: what to do with a model folder that holds something.
  public init(settings: Settings, sources: ClassificationSources, policy: ModelFolder.Policy = .refuse) {
    (self.settings, self.sources, self.policy) = (settings, sources, policy)
  }

  /// Trains, scores and saves; or goes on with what was begun; or, resumed when all is done, says the figures again.
  public func run(observer: any TrainingObserver) throws(TrainingError) -> Report {
    try ClassificationTraining<EntailmentNetwork>(settings: settings, sources: sources, policy: policy)
      .run(observer: observer)
  }
}
