internal import SerfMetrics

/// What a finished training run tells, whatever the task is; `Figures` are those of one set of texts.
struct TrainingSummary {
  let task: String
  let architecture: String
  let activation: String
  let seed: Int
  let parameterCount: Int
  let epochs: Int
  let updates: Int
  /// Training alone, without validation.
  let seconds: Double
  /// Source tokens of classification, target tokens of translation; special tokens apart.
  let tokensPerSecond: Double
  let peakMemoryBytes: Int
  /// The model folder.
  let model: String
  let dev: ClassificationScores?
  /// `nil` when nothing was held out for a test.
  let test: ClassificationScores?
}

extension TrainingSummary {
  var lines: [String] {
    let run = [
      "\(epochs) \(epochs == 1 ? "epoch" : "epochs")", "\(NumberText.grouped(updates)) updates",
      NumberText.duration(seconds: seconds), "\(NumberText.grouped(Int(clamping: tokensPerSecond))) tokens/s",
      "\(NumberText.bytes(peakMemoryBytes)) of memory at most",
    ]
    let head = [
      "\(task): \(architecture) with \(activation), seed \(seed), \(NumberText.grouped(parameterCount)) parameters",
      run.joined(separator: ", "),
    ]
    let devLine = dev.map { scores in
      "dev: accuracy \(NumberText.fixed(scores.accuracy, decimals: 4)), "
        + "macro-F1 \(NumberText.fixed(scores.macroF1, decimals: 4)); \(NumberText.grouped(scores.count)) texts"
    }
    let testLines = test.map { ClassificationReport($0).lines(title: "test") } ?? ["test: none"]
    return head + [devLine].compactMap(\.self) + testLines + ["", "model: \(model)"]
  }

  var json: JSONText {
    func figures(_ scores: ClassificationScores?) -> JSONText { scores.map { ClassificationReport($0).json } ?? .null }
    return .object([
      ("task", .string(task)), ("architecture", .string(architecture)), ("activation", .string(activation)),
      ("seed", .integer(seed)), ("parameters", .integer(parameterCount)), ("epochs", .integer(epochs)),
      ("updates", .integer(updates)), ("seconds", .number(seconds)), ("tokens_per_second", .number(tokensPerSecond)),
      ("peak_memory_bytes", .integer(peakMemoryBytes)), ("model", .string(model)), ("dev", figures(dev)),
      ("test", figures(test)),
    ])
  }
}

extension Int {
  /// The nearest whole number; 0 for NaN.
  fileprivate init(clamping value: Double) {
    self = Int(exactly: value.rounded()) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }
}
