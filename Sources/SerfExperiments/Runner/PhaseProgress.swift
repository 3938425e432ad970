internal import SerfTraining
internal import Synchronization

/// Counts the cells of a phase and guesses when it will be done.
final class PhaseProgress: Sendable {
  private struct State {
    var finished: Int
    var failed: Int
    var running = 0
    /// Cells that have ended in this run, and the share that the running ones are done.
    var ended = 0
    var shares: [Int64: Double] = [:]
  }

  private let phase: ExperimentPhase
  private let total: Int
  private let left: Int
  private let observer: any ExperimentObserver
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(_ phase: ExperimentPhase, counts: [CellState: Int], jobs: Int, observer: any ExperimentObserver) {
    self.phase = phase
    total = counts.values.reduce(0, +)
    left = counts[.waiting] ?? 0
    self.observer = observer
    state = Mutex(State(finished: counts[.finished] ?? 0, failed: counts[.failed] ?? 0))
  }

  func began() { report { $0.running += 1 } }

  func moved(_ cell: Int64, _ progress: TrainingProgress) {
    report { $0.shares[cell] = min(1, Double(progress.update) / Double(max(progress.totalUpdates, 1))) }
  }

  func ended(_ cell: Int64, hasFailed: Bool) {
    report { state in
      state.shares[cell] = nil
      state.running -= 1
      state.ended += 1
      if hasFailed { state.failed += 1 } else { state.finished += 1 }
    }
  }

  func stopped(_ cell: Int64) {
    report { state in
      state.shares[cell] = nil
      state.running -= 1
    }
  }

  private func report(_ change: (inout State) -> Void) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let progress = state.withLock { state in
      change(&state)
      let done = Double(state.ended) + state.shares.values.reduce(0, +)
      let rest = done > 0.2 ? seconds * max(0, Double(left) - done) / done : nil
      return ExperimentProgress(
        phase: phase, finished: state.finished, failed: state.failed, running: state.running, total: total,
        seconds: seconds, secondsLeft: rest)
    }
    observer.progressed(progress)
  }
}
