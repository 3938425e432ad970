/// Paired approximate randomisation: could the difference of two systems come from dealing out their outputs at random?
///
/// In each trial a coin a segment decides which of the two outputs counts for which system. With d the difference of the
/// two scores and dᵢ that in trial i, p = (1 + #{i : dᵢ > d}) / (n + 1), both as magnitudes. Trials are those of sacreBLEU
/// 2.6 with the same seed, coin by coin.
///
/// Source: Riezler and Maxwell, "On Some Pitfalls in Automatic Evaluation and Significance Testing for MT", ACL 2005
/// workshop.
public struct ApproximateRandomization: Hashable, Sendable {
  /// How many trials, 10,000 by custom.
  public let trialCount: Int
  public let seed: UInt64

  /// Whether a trial that differs exactly as much as the systems do speaks for chance.
  public enum Ties: Hashable, Sendable {
    /// dᵢ ≥ d, as Riezler and Maxwell have it: a test that holds its level.
    case counted
    /// dᵢ > d, as sacreBLEU has it, to the last digit.
    case dropped
  }

  /// - Throws: ``MetricsError`` when the number of trials is outside 1 … 10,000,000.
  public init(trialCount: Int, seed: UInt64 = 12345) throws(MetricsError) {
    try checkSampleCount(trialCount, "the number of trials")
    self.trialCount = trialCount
    self.seed = seed
  }

  /// 10,000 trials with seed 12345: sacreBLEU's defaults.
  public init() {
    trialCount = 10_000
    seed = 12345
  }

  /// The p-value of the difference between two systems.
  /// - Parameters:
  ///   - ties: whether trials that differ as much as the systems do count.
  ///   - threads: nil for one a core; the result is the same for any number.
  /// - Throws: ``MetricsError`` when the two have different numbers of segments.
  public func pValue<Metric: CorpusMetric>(
    of metric: Metric, baseline: SegmentStatistics, system: SegmentStatistics, ties: Ties = .dropped,
    threads: Int? = nil
  ) throws(MetricsError) -> Double {
    guard baseline.segmentCount == system.segmentCount, baseline.columnCount == system.columnCount else {
      throw .systemLengths(baseline.segmentCount, system.segmentCount)
    }
    let (baselineSums, systemSums) = (baseline.sums, system.sums)
    let scores = (baseline: metric.score(of: baselineSums).value, system: metric.score(of: systemSums).value)
    let difference = abs(scores.baseline - scores.system)
    // What a trial moves from one side to the other. Counts are exact in double precision, so the order is free.
    let surplus = RowSums<Double>(
      SegmentStatistics(values: zip(baseline.values, system.values).map { $0 - $1 }, columnCount: baseline.columnCount))
    let differences = RowSelections.map(
      .coins, rowCount: baseline.segmentCount, count: trialCount, seed: seed, threads: threads
    ) { rows in
      let moved = surplus.sums(of: rows)
      let first = metric.score(of: zip(systemSums, moved).map { $0 + $1 }).value
      let second = metric.score(of: zip(baselineSums, moved).map { $0 - $1 }).value
      return abs(first - second)
    }
    let extreme =
      switch ties {
      case .dropped: differences.count { $0 > difference }
      // Differences that are equal on paper differ by roundings of sums in double precision.
      case .counted: differences.count { $0 >= difference - 1e-9 * max(abs(scores.baseline), abs(scores.system)) }
      }
    return Double(extreme + 1) / Double(trialCount + 1)
  }
}
