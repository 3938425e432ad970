internal import SerfMetrics
internal import SerfTraining

/// What a finished training run tells: what was trained, on what cost, and how good it is.
struct TrainingSummary {
  let report: TrainingReport<ClassificationScores>

  init(_ report: TrainingReport<ClassificationScores>) { self.report = report }
}

// MARK: - Text
extension TrainingSummary {
  var lines: [String] {
    let model = "\(report.task): \(report.architecture) with \(report.activation), seed \(report.seed)"
    let dev =
      "dev: accuracy \(NumberText.fixed(report.dev.accuracy, decimals: 4)), "
      + "macro-F1 \(NumberText.fixed(report.dev.macroF1, decimals: 4)); \(NumberText.grouped(report.dev.count)) \(examples)"
    let test = report.test.map { ClassificationReport($0, examples: examples).lines(title: "test") } ?? ["test: none"]
    let unseen = report.unseen.map { [""] + ClassificationReport($0, examples: examples).lines(title: "unseen") } ?? []
    return ["\(model), \(NumberText.grouped(report.parameters)) parameters", cost, dev] + test + unseen
      + ["", "model: \(report.model)"]
  }

  /// What the model classifies.
  var examples: String { ClassificationReport.examples(of: report.task) }

  /// The run in one line: "8 epochs, 152 updates, 12.3 s, 41,200 tokens/s, 212 MB of memory at most".
  var cost: String { TrainingCostText(report).text }
}

// MARK: - JSON
extension TrainingSummary {
  /// All figures, members of one object; a test that was not is `null`.
  var members: [(String, JSONText)] {
    [
      ("task", .string(report.task)), ("architecture", .string(report.architecture)),
      ("activation", .string(report.activation)), ("seed", .integer(report.seed)),
      ("parameters", .integer(report.parameters)), ("epochs", .integer(report.epochs)),
      ("updates", .integer(report.updates)), ("seconds", .number(report.seconds)),
      ("tokens_per_second", .number(report.tokensPerSecond)), ("peak_memory_bytes", .integer(report.peakMemoryBytes)),
      ("model", .string(report.model)), ("dev", ClassificationReport(report.dev).json),
      ("test", report.test.map { ClassificationReport($0).json } ?? .null),
    ] + (report.unseen.map { [("unseen", ClassificationReport($0).json)] } ?? [])
  }
}
