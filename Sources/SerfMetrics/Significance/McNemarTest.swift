internal import Glibc

/// McNemar's exact test: do two classifiers err on different examples by more than luck?
///
/// Only examples that one of the two gets right count: b that the first alone gets, c that the second alone does. Were
/// they equally good, b would be binomial with b + c trials of one half, so
/// p = min(1, 2 · P(X ≤ min(b, c))).
///
/// Source: McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions or Percentages",
/// Psychometrika 12, 1947; exact as SciPy's `binomtest`.
public struct McNemarTest: Hashable, Sendable {
  /// Examples that the first alone gets right.
  public let firstOnly: Int
  /// Examples that the second alone gets right.
  public let secondOnly: Int
  public let pValue: Double

  /// - Precondition: neither count is negative.
  public init(firstOnly: Int, secondOnly: Int) {
    precondition(firstOnly >= 0 && secondOnly >= 0, "counts are \(firstOnly) and \(secondOnly)")
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    let trials = Double(firstOnly) + Double(secondOnly)
    // From the largest term down, each from the last: the ratio of neighbouring terms is k / (n − k + 1).
    var smaller = Double(min(firstOnly, secondOnly))
    let largest = lgamma(trials + 1) - lgamma(smaller + 1) - lgamma(trials - smaller + 1) - trials * log(2.0)
    var (term, sum) = (1.0, 0.0)
    while smaller >= 0, term > 0x1p-60 * sum {
      sum += term
      term *= smaller / (trials - smaller + 1)
      smaller -= 1
    }
    pValue = firstOnly == secondOnly ? 1 : min(1, 2 * exp(largest) * sum)
  }
}
