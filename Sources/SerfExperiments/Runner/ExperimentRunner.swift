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
    /// Whether the store is gone with the run, so that no run goes on from it.
    var isOfTheMoment = false

    public init(codeVersion: String) { self.codeVersion = codeVersion }
  }

  /// What a run has come to.
  public struct Summary: Hashable, Sendable {
    public var finished = 0
    public var failed = 0
    public var total = 0
    /// Cells trained now.
    public var trained = 0
    /// Cells of tuning that have failed.
    public var failedTrials = 0

    package init(finished: Int = 0, failed: Int = 0, total: Int = 0, trained: Int = 0, failedTrials: Int = 0) {
      (self.finished, self.failed, self.total, self.trained) = (finished, failed, total, trained)
      self.failedTrials = failedTrials
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
    try noteOtherBuilds()
    var summary = Summary()
    var chosen: [Configuration: [NamedValue]] = [:]
    if !plan.trials.isEmpty {
      summary.trained += try run(.tune, trials: [:])
      chosen = try chooseTrials()
      summary.failedTrials = try store.counts(.tune, of: experiment)[.failed] ?? 0
    }
    summary.trained += try run(.final, trials: chosen)
    let counts = try store.counts(.final, of: experiment)
    (summary.finished, summary.failed) = (counts[.finished] ?? 0, counts[.failed] ?? 0)
    summary.total = counts.values.reduce(0, +)
    return summary
  }

  /// Cells of one experiment should be of one program: says so where they are not.
  private func noteOtherBuilds() throws(ExperimentError) {
    guard try waitingCount() > 0 else { return }
    for (version, count) in try store.codeVersions(of: experiment) where version != options.codeVersion {
      observer.note(
        "\(count == 1 ? "1 finished cell is" : "\(count) finished cells are") of serf-nlp \(version), the others will be "
          + "of \(options.codeVersion): where the two train otherwise, pairs across them don't compare")
    }
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
    let isOver = StopFlag()
    try WorkPool.run(pending, threads: jobs) { cell throws(ExperimentError) in
      guard !observer.shouldStop else { return }
      let trial = phase == .tune ? plan.trials[cell.trial] : trials[cell.configuration] ?? []
      do throws(ExperimentError) { try train(cell, trial: trial, progress, isOver) } catch {
        isOver.raise()
        throw error
      }
    }
    // A wish to stop that comes after the last cell stops nothing.
    if observer.shouldStop, try !store.pending(phase, of: experiment, plan).isEmpty { throw try interrupted() }
    return pending.count
  }

  private func interrupted() throws(ExperimentError) -> ExperimentError {
    let (tune, final) = (try store.counts(.tune, of: experiment), try store.counts(.final, of: experiment))
    return .interrupted(
      finished: (tune[.finished] ?? 0) + (final[.finished] ?? 0),
      of: tune.values.reduce(0, +) + final.values.reduce(0, +), store: store.path)
  }

  private func train(
    _ cell: PendingCell, trial: [NamedValue], _ progress: PhaseProgress, _ isOver: StopFlag
  ) throws(ExperimentError) {
    let folder = CellFolder(store, cell: cell.id)
    defer { folder.remove() }
    try store.start(cell)
    progress.began()
    let settings = try cellSettings(cell, trial: trial, folder: folder)
    let recorder = CellRecorder(
      stops: { observer.shouldStop || isOver.isRaised }, progress: { progress.moved(cell.id, $0) })
    let start = ContinuousClock.now
    let figures: CellFigures
    do throws(ExperimentError) {
      figures = try plan.task.train(settings, observer: recorder)
    } catch { return try leave(cell, unfinishedBy: error, folder, progress) }
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

  /// What becomes of a cell that was not finished.
  private func leave(
    _ cell: PendingCell, unfinishedBy error: ExperimentError, _ folder: CellFolder, _ progress: PhaseProgress
  ) throws(ExperimentError) {
    switch error.code {
    case .interrupted:
      progress.stopped(cell.id)
      try store.putBack(cell)
    case .writeFailed, .readFailed, .cannotCreate:
      // As a full disk, which is no fault of the cell, and would fail every other cell at once.
      progress.stopped(cell.id)
      // What can't be written now is put back when the run goes on.
      try? store.putBack(cell)
      throw options.isOfTheMoment ? error : .brokenOff(by: error, store: store.path)
    default:
      // The folder is gone with the cell.
      let reason = error.message.replacing(folder.path, with: "the cell's folder")
      try store.fail(cell, reason: reason, machine: .current, code: options.codeVersion)
      progress.ended(cell.id, hasFailed: true)
      observer.ended(cell, score: nil, failure: reason)
    }
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
