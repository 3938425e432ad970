internal import FoundationEssentials
internal import Glibc
internal import SerfSettings
internal import SerfTraining
internal import Synchronization

/// How long cells will take, from a few that were begun and stopped, or from those that are finished.
public struct CostEstimate: Hashable, Sendable {
  /// Until all is done. Unit: seconds.
  public var seconds: Double
  /// Mean time of a cell, at most: early stopping may end it before.
  public var secondsOfACell: Double
  /// Cells at a time.
  public var jobs: Int
}

extension ExperimentPlan {
  private static let mostCalibrated = 4

  /// Begins some of the configurations, as many at a time as the run will, and stops each after a second or two.
  /// - Returns: nil where none has come to its first update in time.
  fileprivate func estimate(
    cells: Int, jobs: Int, stops: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> CostEstimate? {
    let count = min(configurations.count, Self.mostCalibrated)
    let chosen = (0..<count).map { configurations[$0 * configurations.count / count] }
    let found = Mutex<[Double]>([])
    try WorkPool.run(Array(chosen.enumerated()), threads: jobs) { item throws(ExperimentError) in
      let seconds = try calibrate(item.element, number: item.offset, stops: stops)
      if let seconds { found.withLock { $0.append(seconds) } }
    }
    let seconds = found.withLock(\.self)
    guard let mean = SeedStatistics.mean(seconds) else { return nil }
    let rounds = (Double(cells) / Double(max(jobs, 1))).rounded(.up)
    return CostEstimate(seconds: rounds * mean, secondsOfACell: mean, jobs: min(jobs, max(cells, 1)))
  }

  /// The time that a cell would take; nil where it fails or is too slow to tell.
  private func calibrate(
    _ configuration: Configuration, number: Int, stops: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> Double? {
    let folder = FileManager.default.temporaryDirectory.path + "/serf-nlp-calibration-\(getpid())-\(number)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var settings = try settings(configuration, trial: trials.first ?? [], seed: specification.seeds[0])
    do throws(SettingError) {
      try settings.set("model", .text(folder))
      try settings.set("workers", .integer(1))
    } catch { throw .setting(error) }
    let watch = Calibration()
    let recorder = CellRecorder(stops: { stops() || watch.isDone }, progress: { watch.moved($0) })
    // What the cell comes to, or fails by, is the run's business.
    _ = try? task.train(settings, observer: recorder)
    return watch.seconds
  }
}

/// Watches the first updates of a cell.
private final class Calibration: Sendable {
  private struct State {
    var first: (seconds: Double, progress: TrainingProgress)?
    var last: (seconds: Double, progress: TrainingProgress)?
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private static let enough = 1.5
  private static let most = 20.0

  private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  func moved(_ progress: TrainingProgress) {
    let elapsed = elapsed
    state.withLock { state in
      if state.first == nil { state.first = (elapsed, progress) }
      state.last = (elapsed, progress)
    }
  }

  var isDone: Bool {
    let elapsed = elapsed
    return elapsed > Self.most || state.withLock { $0.first.map { elapsed - $0.seconds > Self.enough } ?? false }
  }

  /// What came before the first update, and the time of an update as often as there are updates.
  var seconds: Double? {
    state.withLock { state in
      guard let first = state.first, let last = state.last else { return nil }
      let updates = last.progress.update - first.progress.update
      guard updates > 0 else { return nil }
      let update = (last.seconds - first.seconds) / Double(updates)
      return first.seconds + update * Double(max(last.progress.totalUpdates - first.progress.update, 0))
    }
  }
}

extension ExperimentRunner {
  /// The time that is left, from finished cells where there are some.
  public func estimate() throws(ExperimentError) -> CostEstimate? {
    let waiting = try waitingCount()
    let (final, tune) = (
      try store.meanSeconds(.final, of: experiment), try store.meanSeconds(.tune, of: experiment)
    )
    if let mean = final ?? tune {
      let rounds = (Double(waiting) / Double(jobs)).rounded(.up)
      return CostEstimate(seconds: rounds * mean, secondsOfACell: mean, jobs: min(jobs, max(waiting, 1)))
    }
    return try plan.estimate(cells: waiting, jobs: jobs, stops: { observer.shouldStop })
  }
}
