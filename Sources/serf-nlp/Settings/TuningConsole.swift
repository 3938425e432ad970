internal import SerfExperiments

/// Shows a search to whoever watches, and passes Ctrl-C on to it.
struct TuningConsole: ExperimentObserver {
  private let console: Console
  private let progress: ProgressLine
  private let seconds: Double

  /// - Parameter seconds: how long the search may take.
  init(_ console: Console, seconds: Double) {
    (self.console, self.seconds) = (console, seconds)
    progress = ProgressLine(console: console)
  }

  var shouldStop: Bool { InterruptFlag.isRaised }

  func note(_ text: String) {
    progress.clear()
    console.message(text)
  }

  func progressed(_ now: ExperimentProgress) {
    progress.update(
      "tuning: \(now.finished) trials done, \(now.running) running, \(NumberText.duration(seconds: now.seconds)) of "
        + NumberText.duration(seconds: seconds))
  }

  func ended(_ cell: PendingCell, score: Double?, failure: String?) {
    progress.clear()
    if let failure {
      console.message("trial \(cell.trial + 1) failed: \(failure)")
    } else {
      console.detail("trial \(cell.trial + 1): \(score.map { NumberText.fixed($0, decimals: 4) } ?? "–") on dev")
    }
  }

  func end() { progress.clear() }
}
