internal import FoundationEssentials
internal import SerfSettings
internal import SerfTensor
internal import SerfTraining
internal import Synchronization

/// Trains the cells of a plan that a store lacks, several at a time, each on one thread.
///
/// A finished cell is in the store before its thread takes the next; a failed one is kept with its reason and stops no
/// other. A run that is killed and begun again goes on with what is not finished.
public struct ExperimentRunner: Sendable {
  let plan: ExperimentPlan
  let store: ExperimentStore
  let experiment: StoredExperiment
  let options: Options
  let observer: any ExperimentObserver

  public struct Options: Sendable {
    /// Cells that are trained at a time; nil is one a core.
    public var jobs: Int?
    /// Whether cells that have failed run again.
    public var retriesFailed = false
    /// Whether the declared test may be out of reach.
    public var isDescriptive = false
    /// What the report says made a cell.
    public var codeVersion: String

    public init(codeVersion: String) { self.codeVersion = codeVersion }
  }

  /// What a run has come to.
  public struct Summary: Hashable, Sendable {
    public var finished = 0
    public var failed = 0
    public var total = 0
    /// Cells trained now.
    public var trained = 0

    package init(finished: Int = 0, failed: Int = 0, total: Int = 0, trained: Int = 0) {
      (self.finished, self.failed, self.total, self.trained) = (finished, failed, total, trained)
    }
  }

  /// Puts the plan into the store.
  /// - Throws: ``ExperimentError`` where the store has another experiment of its name.
  public init(
    _ plan: ExperimentPlan, store: ExperimentStore, options: Options, observer: any ExperimentObserver
  ) throws(ExperimentError) {
    if !options.isDescriptive { try plan.requirePower() }
    (self.plan, self.store, self.options, self.observer) = (plan, store, options, observer)
    experiment = try store.begin(plan, isDescriptive: options.isDescriptive)
  }

  /// Trains all that is left, tuning first.
  public func run() throws(ExperimentError) -> Summary {
    if options.retriesFailed { try store.retryFailed(of: experiment) }
    CellFolder.removeAll(of: store)
    defer { CellFolder.removeAll(of: store) }
    var summary = Summary()
    if !plan.trials.isEmpty {
      summary.trained += try run(.tune, trials: [:])
      let chosen = try chooseTrials()
      summary.trained += try run(.final, trials: chosen)
    } else {
      summary.trained += try run(.final, trials: [:])
    }
    let counts = try store.counts(.final, of: experiment)
    (summary.finished, summary.failed) = (counts[.finished] ?? 0, counts[.failed] ?? 0)
    summary.total = counts.values.reduce(0, +)
    return summary
  }

  /// Trains the trials of tuning alone.
  func search() throws(ExperimentError) { _ = try run(.tune, trials: [:]) }

  /// Cells of both phases that wait.
  public func waitingCount() throws(ExperimentError) -> Int {
    try store.pending(.tune, of: experiment, plan).count + store.pending(.final, of: experiment, plan).count
  }

  /// Cells of both phases that are done.
  public func finishedCount() throws(ExperimentError) -> Int {
    let (tune, final) = (try store.counts(.tune, of: experiment), try store.counts(.final, of: experiment))
    return (tune[.finished] ?? 0) + (final[.finished] ?? 0)
  }

  var jobs: Int { max(1, options.jobs ?? WorkerTeam.coreCount) }
}

// MARK: - Phases
extension ExperimentRunner {
  /// - Parameter trials: what tuning chose for each configuration.
  /// - Returns: how many cells were trained.
  private func run(_ phase: ExperimentPhase, trials: [Configuration: [NamedValue]]) throws(ExperimentError) -> Int {
    let pending = try store.pending(phase, of: experiment, plan)
    guard !pending.isEmpty else { return 0 }
    let progress = PhaseProgress(phase, counts: try store.counts(phase, of: experiment), jobs: jobs, observer: observer)
    try WorkPool.run(pending, threads: jobs) { cell throws(ExperimentError) in
      guard !observer.shouldStop else { return }
      let trial = phase == .tune ? plan.trials[cell.trial] : trials[cell.configuration] ?? []
      try train(cell, trial: trial, progress)
    }
    if observer.shouldStop {
      let counts = try store.counts(phase, of: experiment)
      throw .interrupted(
        finished: counts[.finished] ?? 0, of: counts.values.reduce(0, +), store: store.path)
    }
    return pending.count
  }

  private func train(_ cell: PendingCell, trial: [NamedValue], _ progress: PhaseProgress) throws(ExperimentError) {
    let folder = CellFolder(store, cell: cell.id)
    defer { folder.remove() }
    try store.start(cell)
    progress.began()
    let settings = try cellSettings(cell, trial: trial, folder: folder)
    let recorder = CellRecorder(stops: { observer.shouldStop }, progress: { progress.moved(cell.id, $0) })
    let start = ContinuousClock.now
    let figures: CellFigures
    do throws(ExperimentError) {
      figures = try plan.task.train(settings, observer: recorder)
    } catch {
      if error.code == .interrupted {
        progress.stopped(cell.id)
        return try store.putBack(cell)
      }
      // The folder is gone with the cell.
      let reason = error.message.replacing(folder.path, with: "the cell's folder")
      try store.fail(cell, reason: reason, machine: .current, code: options.codeVersion)
      progress.ended(cell.id, hasFailed: true)
      return observer.ended(cell, score: nil, failure: reason)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let record = CellRecord(
      figures: figures, curve: recorder.curve, answers: recorder.answers, sentences: sentences(cell, recorder),
      diagnoses: recorder.diagnoses, totalSeconds: seconds)
    try store.finish(cell, record, of: experiment, machine: .current, code: options.codeVersion)
    progress.ended(cell.id, hasFailed: false)
    let part = cell.phase == .tune ? "dev" : plan.specification.part
    observer.ended(
      cell, score: figures.figures.first { $0.part == part && $0.name == plan.specification.metric }?.value,
      failure: nil)
  }

  /// What the test looks at alone: ten numbers a sentence and cell are much to keep.
  private func sentences(_ cell: PendingCell, _ recorder: CellRecorder) -> [SentenceScores] {
    guard cell.phase == .final else { return [] }
    return recorder.translations.filter { $0.part == plan.specification.part }.map { SentenceScores($0) }
  }

  private func cellSettings(
    _ cell: PendingCell, trial: [NamedValue], folder: CellFolder
  ) throws(ExperimentError) -> Settings {
    var settings = try plan.settings(cell.configuration, trial: trial, seed: cell.seed)
    do throws(SettingError) {
      try settings.set("model", .text(folder.path))
      try settings.set("workers", .integer(1))
    } catch { throw .setting(error) }
    return settings
  }
}

// MARK: - Tuning
extension ExperimentRunner {
  /// The mean dev figure of every trial of a configuration that has all of the search's seeds.
  func tuningScores(_ configuration: Configuration) throws(ExperimentError) -> [Int: Double] {
    let means = try store.tuningMeans(metric: plan.specification.metric, of: experiment)
    let needed = plan.specification.tuning?.seeds.count ?? 0
    return (means[configuration.key] ?? [:]).filter { $0.value.count == needed }.mapValues(\.mean)
  }

  /// The trial with the best figure; of equal ones the earlier.
  static func bestTrial(_ scores: [Int: Double]) -> Int? {
    scores.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  private func chooseTrials() throws(ExperimentError) -> [Configuration: [NamedValue]] {
    var chosen: [Configuration: [NamedValue]] = [:]
    for configuration in plan.configurations {
      guard let best = Self.bestTrial(try tuningScores(configuration)) else {
        throw .nothingTuned(configuration.key, store: store.path)
      }
      chosen[configuration] = plan.trials[best]
      try store.choose(
        plan.storedSettings(configuration, trial: plan.trials[best]), for: configuration, of: experiment)
      observer.note(
        "\(configuration.label): \(Configuration(plan.trials[best]).key) is the best of \(plan.trials.count) trials on dev"
      )
    }
    return chosen
  }
}

/// A folder for the model of a cell while it is trained, beside the store.
struct CellFolder: Sendable {
  let path: String

  init(_ store: ExperimentStore, cell: Int64) { path = Self.parent(store) + "/\(cell)" }

  private static func parent(_ store: ExperimentStore) -> String { store.path + "-cells" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Takes away what a killed run has left.
  static func removeAll(of store: ExperimentStore) { try? FileManager.default.removeItem(atPath: parent(store)) }
}
