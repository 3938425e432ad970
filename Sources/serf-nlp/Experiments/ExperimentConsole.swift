internal import SerfExperiments

/// Shows a run of an experiment to whoever watches, and passes Ctrl-C on to it.
struct ExperimentConsole: ExperimentObserver {
  private let console: Console
  private let progress: ProgressLine
  private let metric: String

  init(_ console: Console, plan: ExperimentPlan) {
    self.console = console
    progress = ProgressLine(console: console)
    metric = plan.specification.metric
  }

  var shouldStop: Bool { InterruptFlag.isRaised }

  func note(_ text: String) {
    progress.clear()
    console.message(text)
  }

  func progressed(_ now: ExperimentProgress) {
    let failed = now.failed > 0 ? ", \(now.failed) failed" : ""
    let left = now.secondsLeft.map { ", \(NumberText.duration(seconds: $0)) left" } ?? ""
    progress.update(
      "\(now.phase == .tune ? "tuning: " : "")\(now.finished) of \(now.total) cells done\(failed), \(now.running) running, "
        + "\(NumberText.duration(seconds: now.seconds))\(left)")
  }

  func ended(_ cell: PendingCell, score: Double?, failure: String?) {
    let trial = cell.phase == .tune ? ", trial \(cell.trial + 1)" : ""
    let name = "\(cell.configuration.label)\(trial), seed \(cell.seed)"
    progress.clear()
    if let failure {
      console.message("\(name) failed: \(failure)")
    } else {
      console.detail("\(name): \(metric) \(score.map { NumberText.fixed($0, decimals: 4) } ?? "–")")
    }
  }

  func end() { progress.clear() }
}
