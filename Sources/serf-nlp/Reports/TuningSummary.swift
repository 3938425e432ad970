internal import SerfExperiments
internal import SerfSettings

/// What a search tried and found.
struct TuningSummary {
  private let outcome: SearchOutcome
  private let minutes: Double

  init(_ outcome: SearchOutcome, minutes: Double) { (self.outcome, self.minutes) = (outcome, minutes) }

  /// Every trial with its figure on dev, then the one that is taken.
  var lines: [String] { outcome.trials.map { "trial \($0.number): \($0.text): \(figure($0))" } + [conclusion] }

  private var conclusion: String {
    guard let best = outcome.best else {
      let reason = outcome.failure.map { "the first failed: \($0)" } ?? "none ended in time; give more minutes"
      return "tuned nothing, the defaults stay: \(reason)"
    }
    let defaults = outcome.trials.first { $0.number == 1 }
    let beside =
      best.number == 1
      ? "the defaults, best of \(outcome.trials.count) trials"
      : "best of \(outcome.trials.count) trials" + (defaults.map { "; the defaults have \(figure($0))" } ?? "")
    return "tuned on dev: \(best.text), \(outcome.metric) \(figure(best)) (\(beside))"
  }

  private func figure(_ trial: SearchOutcome.Trial) -> String { NumberText.fixed(trial.score, decimals: 4) }
}

// MARK: - JSON
extension TuningSummary {
  /// `"tuning": {"minutes", "metric", "trials": [{"trial", "settings", "dev"}, …], "chosen"}`: the number of a trial, or
  /// `null`.
  var member: (String, JSONText) {
    (
      "tuning",
      .object([
        ("minutes", .number(minutes)), ("metric", .string(outcome.metric)),
        ("trials", .array(outcome.trials.map(Self.json))),
        ("chosen", outcome.best.map { .integer($0.number) } ?? .null),
      ])
    )
  }

  private static func json(_ trial: SearchOutcome.Trial) -> JSONText {
    .object([
      ("trial", .integer(trial.number)),
      ("settings", .object(trial.values.map { ($0.name, json($0.value)) })), ("dev", .number(trial.score)),
    ])
  }

  private static func json(_ value: SettingScalar) -> JSONText {
    switch value {
    case .number(let number): .number(number)
    case .integer(let number): .integer(number)
    default: .string(value.text)
    }
  }
}
