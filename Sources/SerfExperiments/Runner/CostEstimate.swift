internal import SerfSettings
internal import SerfTraining
internal import Synchronization

/// How long cells will take, from a few that were begun and stopped, or from those that are finished.
public struct CostEstimate: Hashable, Sendable {
  /// Until all is done. Unit: seconds.
  public var seconds: Double
  /// Mean time of a cell.
  public var secondsOfACell: Double
  /// Cells at a time.
  public var jobs: Int
}

extension ExperimentPlan {
  private static let mostCalibrated = 4

  /// Begins some of the configurations, as many at a time as the run will, and stops each after a few seconds.
  /// - Returns: the mean time of a cell; nil where none has come to its second update in time.
  fileprivate func secondsOfACell(
    beside store: ExperimentStore, jobs: Int, stops: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> Double? {
    let count = min(configurations.count, Self.mostCalibrated)
    let chosen = (0..<count).map { configurations[$0 * configurations.count / count] }
    let found = Mutex<[Double]>([])
    try WorkPool.run(Array(chosen.enumerated()), threads: jobs) { item throws(ExperimentError) in
      let folder = CellFolder(store, calibration: item.offset)
      defer { folder.remove() }
      let seconds = try calibrate(item.element, folder: folder, stops: stops)
      if let seconds { found.withLock { $0.append(seconds) } }
    }
    return SeedStatistics.mean(found.withLock(\.self))
  }

  /// The time that a cell would take; nil where it fails or is too slow to tell.
  private func calibrate(
    _ configuration: Configuration, folder: CellFolder, stops: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> Double? {
    var settings = try settings(configuration, trial: trials.first ?? [], seed: specification.seeds[0])
    do throws(SettingError) {
      try settings.set("model", .text(folder.path))
      try settings.set("workers", .integer(1))
    } catch { throw .setting(error) }
    let watch = Calibration()
    let recorder = CellRecorder(
      stops: { stops() || watch.isDone }, progress: { watch.moved($0) }, validation: { watch.validated() })
    // What the cell fails by is the run's business.
    do throws(ExperimentError) { _ = try task.train(settings, observer: recorder) } catch { return watch.seconds }
    // It ended by itself before it was stopped: nothing is to be guessed.
    return watch.elapsed
  }
}

/// Watches the first updates of a cell, and its first validation where that comes soon.
private final class Calibration: Sendable {
  private struct State {
    var first: (seconds: Double, progress: TrainingProgress)?
    var last: (seconds: Double, progress: TrainingProgress)?
    var validations: [Double] = []
    /// Of these, those that lie between the first update and the last.
    var secondsBetween = 0.0
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Time from the first update on: enough for a guess, longer to see a validation, and most of all.
  private static let (enough, patience, most) = (1.5, 4.0, 20.0)

  var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  func moved(_ progress: TrainingProgress) {
    let elapsed = elapsed
    state.withLock { state in
      if state.first == nil { state.first = (elapsed, progress) }
      state.last = (elapsed, progress)
      state.secondsBetween = state.validations.reduce(0, +)
    }
  }

  /// A validation follows the last update of its epoch at once.
  func validated() {
    let elapsed = elapsed
    state.withLock { state in
      if let last = state.last { state.validations.append(elapsed - last.seconds) }
    }
  }

  var isDone: Bool {
    let elapsed = elapsed
    guard elapsed <= Self.most else { return true }
    return state.withLock { state in
      guard let first = state.first else { return false }
      return elapsed - first.seconds > (state.validations.isEmpty ? Self.patience : Self.enough)
    }
  }

  /// What came before the first update, the time of an update as often as there are updates, and that of a validation as
  /// often as there are epochs, and twice more for the figures of the end.
  var seconds: Double? {
    state.withLock { state in
      guard let first = state.first, let last = state.last else { return nil }
      let updates = last.progress.update - first.progress.update
      guard updates > 0 else { return nil }
      let update = (last.seconds - first.seconds - state.secondsBetween) / Double(updates)
      let measuring = (SeedStatistics.mean(state.validations) ?? 0) * Double(last.progress.epochs + 2)
      return first.seconds + update * Double(max(last.progress.totalUpdates - first.progress.update, 0)) + measuring
    }
  }
}

extension ExperimentRunner {
  /// The time that is left, from finished cells where there are some.
  public func estimate() throws(ExperimentError) -> CostEstimate? {
    let means = (
      tune: try store.meanSeconds(.tune, of: experiment), final: try store.meanSeconds(.final, of: experiment)
    )
    let waiting = (
      tune: try store.pending(.tune, of: experiment, plan).count,
      final: try store.pending(.final, of: experiment, plan).count
    )
    var known = means.final ?? means.tune
    if known == nil {
      known = try plan.secondsOfACell(beside: store, jobs: jobs, stops: { observer.shouldStop })
    }
    guard let mean = known else { return nil }
    func seconds(_ cells: Int, _ own: Double?) -> Double {
      (Double(cells) / Double(jobs)).rounded(.up) * (own ?? mean)
    }
    return CostEstimate(
      seconds: seconds(waiting.tune, means.tune) + seconds(waiting.final, means.final), secondsOfACell: mean,
      jobs: min(jobs, max(waiting.tune, waiting.final, 1)))
  }
}
