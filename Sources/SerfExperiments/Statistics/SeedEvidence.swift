internal import SerfMetrics

/// A number a seed that a claim holds to be above 0, with the test that says whether it is.
///
/// Seeds are what was drawn at random. What the configurations of one seed say is averaged first: they share their seed,
/// and to count them as so many draws would make every interval too narrow.
struct SeedEvidence {
  let values: [Double]
  let mean: Double
  /// Student's, of 95 %; nil for one seed.
  let interval: ClosedRange<Double>?
  /// Of the two-sided sign-flip test.
  let pValue: Double

  static let level = 0.05
  /// Fewer seeds say nothing at this level: with five the smallest p-value is 2 / 2⁵ = 0.0625.
  static let fewestSeeds = (1...).first { SignFlipTest.smallestP(pairs: $0) <= level } ?? 6

  /// - Parameter values: one a seed. Of slopes and differences what is next to nothing is rounding, and becomes 0.
  /// - Returns: nil without values.
  init?(_ values: [Double]) {
    self.values = values.map { abs($0) < 1e-12 ? 0 : $0 }
    guard let mean = SeedStatistics.mean(self.values), let test = try? SignFlipTest(differences: self.values) else {
      return nil
    }
    self.mean = mean
    pValue = test.pValue
    interval = SeedStatistics.interval(self.values)
  }

  var verdict: HypothesisAnswer.Verdict {
    guard values.count >= Self.fewestSeeds else { return .tooFewSeeds }
    guard pValue <= Self.level else { return .undecided }
    return mean > 0 ? .speaksFor : .speaksAgainst
  }

  /// Interval and p-value in words.
  /// - Parameter format: writes a value with its sign.
  func words(_ format: (Double) -> String) -> String {
    guard let interval else { return "(one seed)" }
    return "(95 % interval over \(values.count) seeds \(format(interval.lowerBound)) to "
      + "\(format(interval.upperBound)); sign-flip p = \(ReportNumbers.p(pValue)))"
  }
}
