internal import SerfSettings

/// What a search chooses, around the defaults in force: the step size above all, and how much is dropped.
struct SearchSpace {
  let ranges: [TuningSpecification.Range]
  /// The defaults, which are tried first.
  let standard: [NamedValue]

  static let names = [LearningSettings.learningRate.name, LearningSettings.dropout.name]

  /// How far from its default a step size may be, both ways.
  private static let rateFactor = 5.0
  private static let dropouts = [0, 0.1, 0.2, 0.3, 0.4, 0.5]

  /// - Parameter settings: those in force; what is said in them is not searched for.
  init(_ settings: Settings) {
    let free = settings.list.settings.filter { Self.names.contains($0.name) && !settings.isSaid($0) }
    standard = free.map { NamedValue($0.name, settings.scalar(of: $0)) }
    let rate = settings[LearningSettings.learningRate]
    ranges = free.map { setting in
      let kind: TuningSpecification.Range.Kind =
        setting.name == LearningSettings.learningRate.name
        ? .interval(from: rate / Self.rateFactor, to: rate * Self.rateFactor, isLogarithmic: true, isWhole: false)
        : .choices(Self.dropouts.map { .number($0) })
      return TuningSpecification.Range(name: setting.name, kind: kind)
    }
  }

  func draws(_ count: Int, seed: Int) -> [[NamedValue]] {
    TuningSpecification(search: .random(trials: count, seed: seed, ranges), seeds: []).trials
  }
}
