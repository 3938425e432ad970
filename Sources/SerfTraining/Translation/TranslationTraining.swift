import SerfData
import SerfModels
public import SerfSettings
public import SerfStorage

/// Trains a translation model: from parallel files to a model folder that takes raw text.
public struct TranslationTraining: Sendable {
  private let settings: Settings
  private let sources: TranslationSources
  private let policy: ModelFolder.Policy
  /// Training text that is held in memory at most; more of it is read from its files. Unit: bytes.
  package var mostText = PairSource.mostText

  /// - Parameters:
  ///   - settings: those of `TranslationSettings.list`, with the defaults of the architecture.
  ///   - policy: what to do with a model folder that holds something.
  public init(settings: Settings, sources: TranslationSources, policy: ModelFolder.Policy = .refuse) {
    (self.settings, self.sources, self.policy) = (settings, sources, policy)
  }

  /// Trains, scores and saves; or goes on with what was begun; or, resumed when all is done, says the figures again.
  public func run(observer: any TrainingObserver) throws(TrainingError) -> TranslationReport {
    let folder = ModelFolder(settings[TranslationSettings.model])
    let state: ModelFolder.State
    do { state = try folder.check(policy) } catch { throw .storage(error) }
    if state == .finished, policy == .resume { return try finished(folder) }
    let isResuming = state == .unfinished && policy == .resume
    let inForce = isResuming ? try ResumedSettings.merge(settings, folder: folder) : settings
    try Self.requireNetwork(inForce)
    for vain in inForce.saidInVain(of: TranslationSettings.self) { observer.note(vain.note) }
    if policy == .resume { try noteStart(folder, isResuming: isResuming, observer) }
    let run = try TranslationRun(
      settings: inForce, sources: sources, folder: folder, isResuming: isResuming, mostText: mostText,
      observer: observer)
    return try run.finish()
  }

  /// Refuses settings that make no network, as an unknown activation, before any text is read. What depends on the texts
  /// stands in for itself.
  private static func requireNetwork(_ settings: Settings) throws(TrainingError) {
    do { _ = try TranslationNetwork(TranslationConfiguration(settings, vocabularySize: 1)) } catch {
      throw .model(error)
    }
  }

  /// Says so where there is nothing to resume.
  private func noteStart(
    _ folder: ModelFolder, isResuming: Bool, _ observer: any TrainingObserver
  ) throws(TrainingError) {
    do throws(StorageError) {
      if isResuming, try folder.checkpoints.current() != nil { return }
    } catch { throw .storage(error) }
    observer.note("\(folder.path): there is no checkpoint to resume from; starting at update 0")
  }

  /// The figures of a model that is whole, and was trained with these settings.
  private func finished(_ folder: ModelFolder) throws(TrainingError) -> TranslationReport {
    try ResumedSettings.requireSame(settings, asModel: folder)
    return try TranslationModelFile(contentsOf: folder.path).report
  }
}
