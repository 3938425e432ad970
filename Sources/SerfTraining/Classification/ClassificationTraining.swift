import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage

/// Trains a classifier of any task: what happens to the model folder, before and around a run.
struct ClassificationTraining<Network: ClassifierNetwork> {
  private typealias Names = Network.Names

  let settings: Settings
  let sources: ClassificationSources
  let policy: ModelFolder.Policy

  /// Trains, scores and saves; or goes on with what was begun; or, resumed when all is done, says the figures again.
  func run(observer: any TrainingObserver) throws(TrainingError) -> TrainingReport<ClassificationScores> {
    let folder = ModelFolder(settings[Names.model])
    let state: ModelFolder.State
    do { state = try folder.check(policy) } catch { throw .storage(error) }
    if state == .finished, policy == .resume { return try finished(folder) }
    let isResuming = state == .unfinished && policy == .resume
    let inForce = isResuming ? try ResumedSettings.merge(settings, folder: folder) : settings
    try Self.requireNetwork(inForce)
    for vain in inForce.saidInVain(of: Names.self) { observer.note(vain.note) }
    if policy == .resume { try noteStart(folder, isResuming: isResuming, observer) }
    let run = try ClassificationRun<Network>(
      settings: inForce, sources: sources, folder: folder, isResuming: isResuming, observer: observer)
    return try run.finish()
  }

  /// Refuses settings that make no network, as an unknown activation, before any text is read. What depends on the
  /// texts stands in for itself.
  private static func requireNetwork(_ settings: Settings) throws(TrainingError) {
    let standIn = Network.Configuration(settings, labels: ["0", "1"], vocabularySize: 1)
    do { _ = try Network(standIn) } catch { throw .model(error) }
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
  private func finished(_ folder: ModelFolder) throws(TrainingError) -> TrainingReport<ClassificationScores> {
    try ResumedSettings.requireSame(settings, asModel: folder)
    return try ClassifierModelFile(contentsOf: folder.path, of: Network.self).report
  }
}
