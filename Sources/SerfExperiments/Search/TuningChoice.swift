/// What the search on dev came to for one configuration, and which trial it chooses: the runner trains by this, and the
/// report tells it.
///
/// Chosen is the best mean figure, of equal ones the earlier, among the trials that every seed of the search has
/// finished: a mean over some of the seeds is no match for one over all.
public struct TuningChoice: Hashable, Sendable {
  public struct Trial: Hashable, Sendable {
    /// From 0, as the store has it.
    public let number: Int
    /// Figures on dev of its finished cells, in the order of their seeds.
    public let figures: [Double]

    public var mean: Double? { SeedStatistics.mean(figures) }
  }

  public let trials: [Trial]
  /// Seeds that each trial has.
  public let seedCount: Int

  init(trials: [Trial], seedCount: Int) { (self.trials, self.seedCount) = (trials, seedCount) }

  /// Nil where no trial is complete.
  public var best: Trial? {
    trials.filter(isComplete).min { first, second in
      (second.mean ?? -.infinity, first.number) < (first.mean ?? -.infinity, second.number)
    }
  }

  /// Trials that lack seeds and are not chosen, whatever their figures are. With one the configuration has had less of a
  /// search than others.
  public var incomplete: [Trial] { trials.filter { !isComplete($0) } }

  public func isComplete(_ trial: Trial) -> Bool { trial.figures.count == seedCount && seedCount > 0 }
}

extension Study {
  /// What tuning came to, by the keys of configurations; empty without tuning.
  public var tuningChoices: [String: TuningChoice] {
    Dictionary(grouping: tuning, by: \.key).mapValues { setups in
      TuningChoice(
        trials: setups.sorted { $0.trial < $1.trial }.map { setup in
          TuningChoice.Trial(number: setup.trial, figures: setup.values("dev", metric).map(\.value))
        }, seedCount: setups.map(\.cells.count).max() ?? 0)
    }
  }
}
