/// How large the difference of paired measurements is, beside whether it is luck.
///
/// Cohen's d of paired samples is the mean difference in units of the differences' standard deviation, d = d̄ / s with
/// n − 1 under the root; Hedges' g takes out most of its bias in small samples, g = d · (1 − 3 / (4(n − 1) − 1)).
///
/// Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, section 2.3.5 (there d_z); Hedges,
/// "Distribution Theory for Glass's Estimator of Effect Size", Journal of Educational Statistics 6, 1981.
public struct PairedEffect: Hashable, Sendable {
  public let meanDifference: Double
  /// s; 0 when all differences are the same.
  public let standardDeviation: Double
  public let pairCount: Int

  /// - Throws: ``MetricsError`` when there are fewer than two differences or one is not finite.
  public init(differences: [Double]) throws(MetricsError) {
    guard differences.count > 1 else {
      throw .outside("the number of pairs", "\(differences.count)", expected: "2 or more")
    }
    guard differences.allSatisfy(\.isFinite) else {
      throw .outside("a difference", "not finite", expected: "numbers")
    }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    meanDifference = mean
    standardDeviation = (squares / (count - 1)).squareRoot()
    pairCount = differences.count
  }

  /// d; 0 without any difference, ± infinity when all differences are the same.
  public var cohensD: Double { meanDifference == 0 ? 0 : meanDifference / standardDeviation }

  /// g.
  public var hedgesG: Double { cohensD * (1 - 3 / (4 * Double(pairCount - 1) - 1)) }
}
