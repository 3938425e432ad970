internal import SerfMetrics

/// What an experiment says: a row a configuration, a verdict a comparison.
public struct StudyResults: Sendable {
  public let rows: [Row]
  public let comparisons: [Comparison]
  /// Whether the one test that decides was declared and is within reach.
  public let isTested: Bool
  /// Comparisons that the correction counts: those that were declared, whether their cells are there yet or not.
  public let familySize: Int
  /// The configuration that each is compared with, by their keys.
  let references: [String: Study.Setup]

  /// A configuration over its seeds. Figures are those of the study's metric and part.
  public struct Row: Sendable {
    public let setup: Study.Setup
    public let values: [(seed: Int, value: Double)]
    public let mean: Double?
    /// Sample standard deviation over seeds, n − 1 under the root; nil for fewer than two.
    public let deviation: Double?
    /// 95 % bootstrap interval of the mean over seeds; nil for fewer than two.
    public let interval: ClosedRange<Double>?
    public let floor: Double?
    /// Mean time of a cell's training.
    public let trainingSeconds: Double?
    /// Mean time of an update. Unit: seconds.
    public let updateSeconds: Double?
    public let failedCount: Int
  }

  /// A configuration against its baseline, by pairs of one seed.
  public struct Comparison: Sendable {
    public let setup: Study.Setup
    public let baseline: Study.Setup
    public let differences: [(seed: Int, value: Double)]
    public let mean: Double
    public let deviation: Double?
    public let interval: ClosedRange<Double>?
    /// Of the exact sign-flip test; nil for fewer than two pairs.
    public let pValue: Double?
    /// Holm's, over the family.
    public internal(set) var corrected: Double?
    public let hedgesG: Double?

    /// Whether the declared test calls a difference.
    public internal(set) var isDifferent = false
  }

  public init(_ study: Study) {
    let finals = study.finals
    rows = finals.map { Row($0, study) }
    let references = Self.references(among: finals, baseline: study.baseline)
    let compared = finals.compactMap { setup in
      references[setup.key].flatMap { Comparison(setup, baseline: $0, study) }
    }
    self.references = references
    familySize = references.count
    isTested = study.test == DeclaredTest.Kind.signFlip.rawValue && !study.isDescriptive
    comparisons = Self.corrected(compared, familySize: familySize, level: study.level, isTested: isTested)
  }

  /// The configuration that each one is compared with: the same, with the baseline's values. The baselines have none.
  private static func references(
    among setups: [Study.Setup], baseline: [Study.Pair]
  ) -> [String: Study.Setup] {
    guard !baseline.isEmpty else { return [:] }
    let byValues = Dictionary(setups.map { ($0.varied, $0) }, uniquingKeysWith: { first, _ in first })
    var references: [String: Study.Setup] = [:]
    for setup in setups {
      let wanted = setup.varied.map { pair in baseline.first { $0.name == pair.name } ?? pair }
      if wanted != setup.varied, let found = byValues[wanted] { references[setup.key] = found }
    }
    return references
  }

  /// Holm's correction over the whole declared family: comparisons that have no pairs yet count as if nothing spoke for
  /// them.
  private static func corrected(
    _ comparisons: [Comparison], familySize: Int, level: Double, isTested: Bool
  ) -> [Comparison] {
    var comparisons = comparisons
    let tested = comparisons.indices.filter { comparisons[$0].pValue != nil }
    let missing = [Double](repeating: 1, count: max(0, familySize - tested.count))
    guard let corrected = try? HolmCorrection.corrected(tested.compactMap { comparisons[$0].pValue } + missing) else {
      preconditionFailure("a p-value outside 0 … 1")
    }
    for (index, value) in zip(tested, corrected) {
      comparisons[index].corrected = value
      comparisons[index].isDifferent = isTested && value <= level
    }
    return comparisons
  }
}

// MARK: - From cells
extension StudyResults.Row {
  init(_ setup: Study.Setup, _ study: Study) {
    let cells = setup.finished
    self.setup = setup
    values = setup.values(study.part, study.metric)
    let numbers = values.map(\.value)
    mean = SeedStatistics.mean(numbers)
    deviation = SeedStatistics.deviation(numbers)
    interval = SeedStatistics.interval(numbers)
    floor = study.metricFloor.flatMap { SeedStatistics.mean(setup.values(study.part, $0).map(\.value)) }
    trainingSeconds = SeedStatistics.mean(cells.compactMap(\.trainingSeconds))
    updateSeconds = SeedStatistics.mean(
      cells.compactMap { cell in
        guard let seconds = cell.trainingSeconds, let updates = cell.updates, updates > 0 else { return nil }
        return seconds / Double(updates)
      })
    failedCount = setup.failed.count
  }
}

extension StudyResults.Comparison {
  /// Nil where no seed has both.
  init?(_ setup: Study.Setup, baseline: Study.Setup, _ study: Study) {
    let others = Dictionary(
      baseline.values(study.part, study.metric).map { ($0.seed, $0.value) }, uniquingKeysWith: { first, _ in first })
    let differences = setup.values(study.part, study.metric).compactMap { seed, value in
      others[seed].map { (seed: seed, value: value - $0) }
    }
    let numbers = differences.map(\.value)
    guard let mean = SeedStatistics.mean(numbers) else { return nil }
    self.setup = setup
    self.baseline = baseline
    self.differences = differences
    self.mean = mean
    deviation = SeedStatistics.deviation(numbers)
    interval = SeedStatistics.interval(numbers)
    pValue = numbers.count > 1 ? (try? SignFlipTest(differences: numbers))?.pValue : nil
    hedgesG = (try? PairedEffect(differences: numbers))?.hedgesG
    corrected = nil
  }
}

/// Mean, spread and interval of a handful of figures, one a seed.
enum SeedStatistics {
  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  static func deviation(_ values: [Double]) -> Double? {
    guard values.count > 1, let mean = mean(values) else { return nil }
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
  }

  /// 95 % bootstrap interval of the mean.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    guard values.count > 1 else { return nil }
    let rows = SegmentStatistics(values: values.flatMap { [$0, 1] }, columnCount: 2)
    let scores = Bootstrap().interval(of: Accuracy(), rows, threads: 1)
    return scores.lower...scores.upper
  }
}
