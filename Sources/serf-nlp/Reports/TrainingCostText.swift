internal import SerfTraining

/// What a run took, in one line: "8 epochs, 152 updates, 12.3 s, 41,200 tokens/s, 212 MB of memory at most".
struct TrainingCostText {
  let text: String

  init<Scores>(_ report: TrainingReport<Scores>) {
    let rate = report.tokensPerSecond
    text = [
      "\(report.epochs) \(report.epochs == 1 ? "epoch" : "epochs")", "\(NumberText.grouped(report.updates)) updates",
      NumberText.duration(seconds: report.seconds),
      "\(NumberText.grouped(rate.isFinite && rate < 1e15 ? Int(rate.rounded()) : 0)) tokens/s",
      "\(NumberText.bytes(report.peakMemoryBytes)) of memory at most",
    ].joined(separator: ", ")
  }
}
