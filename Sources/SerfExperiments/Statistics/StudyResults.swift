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
    /// Student's 95 % interval of the mean over seeds; nil for fewer than two.
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
    /// Of the sign-flip test; nil for fewer than two pairs, and until all that were declared have ended.
    public let pValue: Double?
    /// Holm's, over the family.
    public internal(set) var corrected: Double?
    public let hedgesG: Double?
    /// Pairs that were declared: seeds of either side.
    public let declaredPairs: Int
    /// Pairs that may still come: neither side has failed, and one is not finished.
    public let pendingPairs: Int
    public internal(set) var verdict = Verdict.untested

    /// Whether the declared test calls a difference.
    public var isDifferent: Bool { verdict == .difference }
  }

  /// What the declared test says of a comparison.
  public enum Verdict: String, Hashable, Sendable, Codable {
    case difference
    case noEvidence = "no evidence"
    /// So few pairs have both figures that no figures could have been called a difference.
    case tooFewPairs = "too few pairs"
    /// Declared pairs are still to come. To look before, and to stop when it pleases, would call more differences than the
    /// level allows.
    case interim
    /// No test decides.
    case untested
  }

  public init(_ study: Study) {
    let study = study.aligned
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
    for (index, value) in zip(tested, corrected) { comparisons[index].corrected = value }
    guard isTested else { return comparisons }
    // After those that are called, the next has to pass Holm's step for as many as are left.
    let left = familySize - corrected.prefix(tested.count).count { $0 <= level }
    for index in comparisons.indices {
      comparisons[index].verdict = comparisons[index].verdict(level: level, left: left)
    }
    return comparisons
  }
}

extension StudyResults.Comparison {
  /// - Parameter left: comparisons of the family that are not called.
  fileprivate func verdict(level: Double, left: Int) -> StudyResults.Verdict {
    guard pendingPairs == 0 else { return .interim }
    guard let corrected else { return differences.count < 2 ? .tooFewPairs : .untested }
    guard corrected > level else { return .difference }
    return SignFlipTest.smallestP(pairs: differences.count) * Double(left) > level ? .tooFewPairs : .noEvidence
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
    (declaredPairs, pendingPairs) = Self.pairs(setup, baseline)
    pValue = numbers.count > 1 && pendingPairs == 0 ? (try? SignFlipTest(differences: numbers))?.pValue : nil
    // Two pairs say nothing of it: the correction for so few is 0.
    hedgesG = numbers.count > 2 ? (try? PairedEffect(differences: numbers))?.hedgesG : nil
    corrected = nil
  }

  private static func pairs(_ setup: Study.Setup, _ baseline: Study.Setup) -> (declared: Int, pending: Int) {
    func states(_ setup: Study.Setup) -> [Int: String] {
      Dictionary(setup.cells.map { ($0.seed, $0.state) }, uniquingKeysWith: { first, _ in first })
    }
    let (mine, theirs) = (states(setup), states(baseline))
    let seeds = Set(mine.keys).union(theirs.keys)
    let pending = seeds.count { seed in
      let pair = [mine[seed], theirs[seed]].map { $0.flatMap(CellState.init) }
      return !pair.contains(.failed) && pair != [.finished, .finished]
    }
    return (seeds.count, pending)
  }
}
