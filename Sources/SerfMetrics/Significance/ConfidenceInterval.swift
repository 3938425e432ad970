/// Mean and 95 % interval of a figure over bootstrap resamples.
///
/// sacreBLEU prints it as μ = `mean` ± `halfWidth`.
public struct ConfidenceInterval: Hashable, Sendable {
  public let mean: Double
  /// The score that one resample in forty is below.
  public let lower: Double
  /// The score that one resample in forty is above.
  public let upper: Double

  public var halfWidth: Double { 0.5 * (upper - lower) }

  /// - Precondition: at least one score.
  public init(scores: [Double]) {
    precondition(!scores.isEmpty, "an interval needs a score")
    let sorted = scores.sorted()
    let outside = sorted.count / 40
    lower = sorted[outside]
    upper = sorted[sorted.count - outside - 1]
    mean = sorted.reduce(0, +) / Double(sorted.count)
  }
}
