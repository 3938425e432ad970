/// What a search has found.
public struct SearchOutcome: Hashable, Sendable {
  /// Those that ended in time, in order; the first are the defaults.
  public let trials: [Trial]
  /// The trial with the best figure on dev, of equal ones the earlier; nil where none ended in time.
  public let best: Trial?
  /// The figure that chose, as `accuracy`.
  public let metric: String
  /// Why the first that failed did, where none was finished.
  public let failure: String?

  public struct Trial: Hashable, Sendable {
    /// From 1; the first has the defaults.
    public let number: Int
    public let values: [NamedValue]
    /// On dev.
    public let score: Double

    /// `learning-rate 0.002, dropout 0.1`.
    public var text: String { values.map(\.text).joined(separator: ", ") }
  }

  init(_ choice: TuningChoice, _ plan: ExperimentPlan, failure: String?) {
    let trials = choice.trials.filter(choice.isComplete).compactMap { trial in
      trial.mean.map { Trial(number: trial.number + 1, values: plan.trials[trial.number], score: $0) }
    }
    self.trials = trials
    best = choice.best.flatMap { best in trials.first { $0.number == best.number + 1 } }
    metric = plan.specification.metric
    self.failure = trials.isEmpty ? failure : nil
  }
}
