internal import SerfSettings

extension ExperimentRunner {
  /// What the search has come to, by the keys of configurations.
  func tuningChoices() throws(ExperimentError) -> [String: TuningChoice] {
    let figures = try store.tuningFigures(metric: plan.specification.metric, of: experiment)
    let seedCount = plan.specification.tuning?.seeds.count ?? 0
    return Dictionary(
      plan.configurations.map { configuration in
        let own = figures[configuration.key] ?? [:]
        let trials = plan.trials.indices.map { TuningChoice.Trial(number: $0, figures: own[$0] ?? []) }
        return (configuration.key, TuningChoice(trials: trials, seedCount: seedCount))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes the best trial of each configuration that has one; the cells of one that has none fail, and the others go on.
  func chooseTrials() throws(ExperimentError) -> [Configuration: [NamedValue]] {
    let choices = try tuningChoices()
    var chosen: [Configuration: [NamedValue]] = [:]
    for configuration in plan.configurations {
      guard let choice = choices[configuration.key], let best = choice.best else {
        try failUntuned(configuration)
        continue
      }
      let trial = plan.trials[best.number]
      chosen[configuration] = trial
      note(choice, best, of: configuration)
      let again = try store.choose(
        plan.storedSettings(configuration, trial: trial), for: configuration, of: experiment)
      if again > 0 {
        observer.note(
          "\(configuration.label): \(again == 1 ? "1 finished cell" : "\(again) finished cells") had another trial's "
            + "settings, to be trained again")
      }
    }
    return chosen
  }

  /// A search of unequal budget is told.
  private func note(_ choice: TuningChoice, _ best: TuningChoice.Trial, of configuration: Configuration) {
    let (complete, all) = (choice.trials.count - choice.incomplete.count, choice.trials.count)
    var text =
      "\(configuration.label): \(Configuration(plan.trials[best.number]).key) is the best of "
      + (complete == all ? "\(all) trials on dev" : "\(complete) of \(all) trials on dev")
    if !choice.incomplete.isEmpty {
      let left = choice.incomplete.prefix(3).map { trial in
        "\(Configuration(plan.trials[trial.number]).key) (\(trial.figures.count) of \(choice.seedCount) seeds)"
      }
      text +=
        "; not finished and left out: \(left.joined(separator: ", "))\(choice.incomplete.count > 3 ? ", …" : ""). "
        + "--retry-failed trains them again"
    }
    observer.note(text)
  }

  private func failUntuned(_ configuration: Configuration) throws(ExperimentError) {
    let reason = ExperimentError.nothingTuned(try store.firstTuningFailure(of: configuration, in: experiment)).message
    let count = try store.failFinals(
      of: configuration, in: experiment, reason: reason, machine: .current, code: options.codeVersion)
    if count > 0 { observer.note("\(configuration.label): \(reason)") }
  }
}
