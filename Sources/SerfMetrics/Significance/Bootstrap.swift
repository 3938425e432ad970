/// Bootstrap resampling: how much a figure owes to the choice of the test set.
///
/// A resample draws as many segments as there are, with replacement, and is scored; the spread of the scores is the
/// interval. Resamples are those of sacreBLEU 2.6 with the same seed, draw by draw, and as there the sums are in single
/// precision.
///
/// Source: Koehn, "Statistical Significance Tests for Machine Translation Evaluation", EMNLP 2004.
public struct Bootstrap: Hashable, Sendable {
  /// How many resamples, 1,000 by custom.
  public let resampleCount: Int
  public let seed: UInt64

  /// - Throws: ``MetricsError`` when the number of resamples is outside 1 … 10,000,000.
  public init(resampleCount: Int, seed: UInt64 = 12345) throws(MetricsError) {
    try checkSampleCount(resampleCount, "the number of resamples")
    self.resampleCount = resampleCount
    self.seed = seed
  }

  /// 1,000 resamples with seed 12345: sacreBLEU's defaults.
  public init() {
    resampleCount = 1000
    seed = 12345
  }
}

/// So many scores fit in memory, and more would say no more.
func checkSampleCount(_ count: Int, _ name: String) throws(MetricsError) {
  guard (1...10_000_000).contains(count) else {
    throw .outside(name, "\(count)", expected: "a number from 1 to 10000000")
  }
}

// MARK: - One system
extension Bootstrap {
  /// The score of every resample, in order of drawing.
  ///
  /// Systems whose statistics have as many segments get the same resamples, so that their scores are pairs.
  /// - Parameter threads: nil for one a core; the scores are the same for any number.
  public func scores<Metric: CorpusMetric>(
    of metric: Metric, _ statistics: SegmentStatistics, threads: Int? = nil
  ) -> [Double] {
    let sums = RowSums<Float>(statistics)
    return RowSelections.map(
      .withReplacement, rowCount: statistics.segmentCount, count: resampleCount, seed: seed, threads: threads
    ) { rows in metric.score(of: sums.sums(of: rows)).value }
  }

  /// Mean and 95 % interval of a figure.
  public func interval<Metric: CorpusMetric>(
    of metric: Metric, _ statistics: SegmentStatistics, threads: Int? = nil
  ) -> ConfidenceInterval {
    ConfidenceInterval(scores: scores(of: metric, statistics, threads: threads))
  }
}

// MARK: - Two systems
extension Bootstrap {
  /// sacreBLEU's paired bootstrap test: the chance of a difference this large, had the two systems the same quality.
  ///
  /// As it centres magnitudes, resamples on one side alone can count: where the two systems are far apart it is in effect
  /// one-sided, and a system beside itself gets the smallest p-value that there is. ``centredPValue(difference:system:baseline:)``
  /// has neither fault; this one has sacreBLEU's digits.
  ///
  /// With dᵢ = |sᵢ − bᵢ| the difference in resample i and d̄ their mean, p = (1 + #{i : dᵢ − d̄ > d}) / (n + 1), where d is
  /// the difference on the test set itself.
  /// - Parameters:
  ///   - difference: d.
  ///   - system: scores of one system, a resample each, from ``scores(of:_:threads:)``.
  ///   - baseline: scores of the other with the same resamples.
  /// - Precondition: as many scores of one as of the other, and at least one.
  public static func pValue(difference: Double, system: [Double], baseline: [Double]) -> Double {
    precondition(
      system.count == baseline.count && !system.isEmpty, "\(system.count) scores of one, \(baseline.count) of the other"
    )
    let differences = zip(system, baseline).map { abs($0 - $1) }
    let mean = differences.reduce(0, +) / Double(differences.count)
    let larger = differences.count { $0 - mean > abs(difference) }
    return Double(larger + 1) / Double(differences.count + 1)
  }

  /// The two-sided paired bootstrap test, centred on the difference found.
  ///
  /// With dᵢ = sᵢ − bᵢ the difference in resample i, sign and all, and d that on the test set itself,
  /// p = (1 + #{i : |dᵢ − d| ≥ |d|}) / (n + 1): resamples vary about d as test sets would about no difference. Two systems
  /// with the same outputs get p = 1.
  ///
  /// Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 16.4.
  /// - Parameters:
  ///   - difference: d.
  ///   - system: scores of one system, a resample each, from ``scores(of:_:threads:)``.
  ///   - baseline: scores of the other with the same resamples.
  /// - Precondition: as many scores of one as of the other, and at least one.
  public static func centredPValue(difference: Double, system: [Double], baseline: [Double]) -> Double {
    precondition(
      system.count == baseline.count && !system.isEmpty, "\(system.count) scores of one, \(baseline.count) of the other"
    )
    // Scores of resamples are those of sums in single precision: equal ones may be some units of 2⁻²⁴ apart.
    let largest = zip(system, baseline).reduce(0) { max($0, abs($1.0), abs($1.1)) }
    let bound = abs(difference) - 0x1p-20 * largest
    let extreme = zip(system, baseline).count { abs($0 - $1 - difference) >= bound }
    return Double(extreme + 1) / Double(system.count + 1)
  }
}
