/// The exact paired sign-flip test: were the two sides of every pair alike, each difference could as well have had the
/// other sign.
///
/// With differences d₁ … dₙ the p-value is the share of the 2ⁿ ways to choose signs for which |Σ ±dᵢ| is at least
/// |Σ dᵢ|: two-sided, with no assumption on how the differences are distributed but their symmetry, and no randomness.
/// The smallest it can be is 2 / 2ⁿ, so that five pairs can't reach 0.05 and six can.
///
/// Source: Fisher, "The Design of Experiments", 1935, section 21; as SciPy's `permutation_test` of one sample with
/// `permutation_type="samples"`.
public struct SignFlipTest: Hashable, Sendable {
  /// Pairs that are counted exactly within a second: sums of halves, 2²⁰ each.
  public static let mostPairs = 40

  public let pValue: Double
  /// The mean of the differences.
  public let meanDifference: Double

  /// - Parameter differences: one a pair, in any order.
  /// - Throws: ``MetricsError`` when there are none, more than ``mostPairs``, or one is not finite.
  public init(differences: [Double]) throws(MetricsError) {
    guard (1...Self.mostPairs).contains(differences.count) else {
      throw .outside("the number of pairs", "\(differences.count)", expected: "1 to \(Self.mostPairs)")
    }
    guard let scale = differences.map(abs).max(), scale.isFinite else {
      throw .outside("a difference", "not finite", expected: "numbers")
    }
    let total = differences.reduce(0, +)
    meanDifference = total / Double(differences.count)
    // Sums that are equal on paper differ by roundings; SciPy too takes them for equal.
    let bound = abs(total) - 1e-13 * scale * Double(differences.count)
    let half = differences.count / 2
    let extreme = Self.count(
      Self.signedSums(of: differences[..<half]), Self.signedSums(of: differences[half...]), atLeast: bound)
    pValue = min(1, Double(extreme) / Double(UInt64(1) << UInt64(differences.count)))
  }
}

// MARK: - Counting
extension SignFlipTest {
  /// Σ ±dᵢ for every choice of signs, in ascending order.
  private static func signedSums(of differences: ArraySlice<Double>) -> [Double] {
    var sums = [0.0]
    for difference in differences { sums = sums.map { $0 - difference } + sums.map { $0 + difference } }
    return sums.sorted()
  }

  /// How many pairs of one sum of each list are together at least `bound` in magnitude.
  ///
  /// As the first sum rises, the place in the second list from where the two are enough only falls: one pass over both.
  private static func count(_ first: [Double], _ second: [Double], atLeast bound: Double) -> Int {
    guard bound > 0 else { return first.count * second.count }
    var count = 0
    var (above, below) = (second.count, second.count)
    for sum in first {
      while above > 0, sum + second[above - 1] >= bound { above -= 1 }
      while below > 0, sum + second[below - 1] > -bound { below -= 1 }
      count += second.count - above + below
    }
    return count
  }
}
