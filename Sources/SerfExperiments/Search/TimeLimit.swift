internal import Synchronization

/// Stops a run after some time, or when the first of its cells has failed: the others have the same texts.
final class TimeLimit: ExperimentObserver {
  private struct State {
    var finished = 0
    var failure: String?
  }

  private let seconds: Double
  private let observer: any ExperimentObserver
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(seconds: Double, observer: any ExperimentObserver) { (self.seconds, self.observer) = (seconds, observer) }

  /// Why a cell failed before any was finished.
  var failure: String? { state.withLock { $0.failure } }

  func note(_ text: String) { observer.note(text) }
  func progressed(_ progress: ExperimentProgress) { observer.progressed(progress) }

  func ended(_ cell: PendingCell, score: Double?, failure: String?) {
    state.withLock { state in
      if failure == nil { state.finished += 1 } else if state.finished == 0 { state.failure = failure }
    }
    observer.ended(cell, score: score, failure: failure)
  }

  var shouldStop: Bool {
    observer.shouldStop || (ContinuousClock.now - start) / .seconds(1) > seconds || failure != nil
  }
}
