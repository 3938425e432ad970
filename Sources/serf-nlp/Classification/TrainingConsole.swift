internal import SerfTraining

/// Shows a training run to whoever watches, and passes Ctrl-C on to it.
struct TrainingConsole: TrainingObserver {
  private let console: Console
  private let progress: ProgressLine

  init(_ console: Console) {
    self.console = console
    progress = ProgressLine(console: console)
  }

  var shouldStop: Bool { InterruptFlag.isRaised }

  func note(_ text: String) {
    progress.clear()
    console.message(text)
  }

  func progressed(_ now: TrainingProgress) {
    progress.update(
      "epoch \(now.epoch)/\(now.epochs), update \(NumberText.grouped(now.update))/\(NumberText.grouped(now.totalUpdates))"
        + ", loss \(NumberText.fixed(now.loss, decimals: 4))"
        + ", \(NumberText.significant(now.tokensPerSecond / 1000, digits: 3))k tokens/s"
        + ", \(NumberText.duration(seconds: now.seconds)), \(remaining(now)) left")
  }

  func validated(_ validation: ValidationReport) {
    progress.clear()
    console.message(
      "epoch \(validation.epoch): training loss \(NumberText.fixed(validation.trainingLoss, decimals: 4))"
        + ", dev loss \(NumberText.fixed(validation.loss, decimals: 4))"
        + ", dev score \(NumberText.fixed(validation.score, decimals: 4))\(validation.isBest ? " (best)" : "")"
        + ", \(NumberText.duration(seconds: validation.seconds))")
  }

  /// The time that the updates to come take, if they take what those before did.
  private func remaining(_ now: TrainingProgress) -> String {
    guard now.update > 0 else { return "?" }
    let updates = Double(max(now.totalUpdates - now.update, 0))
    return NumberText.duration(seconds: now.seconds / Double(now.update) * updates)
  }
}
