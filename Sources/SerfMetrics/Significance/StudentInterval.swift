internal import Glibc

/// Student's interval of a mean, for figures that scatter like normal ones: few seeds are enough.
///
/// x̄ ± t · s / √n, with s the sample standard deviation and t the quantile of Student's distribution with n − 1 degrees of
/// freedom. A percentile bootstrap over a handful of figures is far too narrow in its stead: with two it leaves half of all
/// true means out, with nine still one in eight.
///
/// Source: Student, "The Probable Error of a Mean", Biometrika 6, 1908; SciPy's `stats.t.interval`.
public struct StudentInterval: Hashable, Sendable {
  public let mean: Double
  public let lower: Double
  public let upper: Double

  /// - Parameter coverage: how often the interval has the true mean in it.
  /// - Throws: ``MetricsError`` when there are fewer than two values, one is not finite, or the coverage is outside 0 … 1.
  public init(_ values: [Double], coverage: Double = 0.95) throws(MetricsError) {
    guard coverage > 0, coverage < 1 else {
      throw .outside("the coverage", "\(coverage)", expected: "a number between 0 and 1")
    }
    let effect = try PairedEffect(differences: values)
    let count = Double(effect.pairCount)
    let t = Self.quantile((1 + coverage) / 2, degreesOfFreedom: effect.pairCount - 1)
    let half = t * effect.standardDeviation / count.squareRoot()
    mean = effect.meanDifference
    (lower, upper) = (mean - half, mean + half)
  }

  /// The quantile of Student's distribution, right to some 10⁻¹² of itself.
  /// - Precondition: a probability from one half to below 1, and one degree of freedom at least.
  public static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(probability >= 0.5 && probability < 1 && degreesOfFreedom > 0, "\(probability), \(degreesOfFreedom)")
    var (low, high) = (0.0, 1.0)
    while tail(high, Double(degreesOfFreedom)) > 1 - probability { (low, high) = (high, 2 * high) }
    // Bisection to the last bit but one: the tail falls without a bend.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if tail(middle, Double(degreesOfFreedom)) > 1 - probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(T > t) = I_{ν/(ν+t²)}(ν/2, 1/2) / 2 for t ≥ 0.
  private static func tail(_ t: Double, _ freedom: Double) -> Double {
    let x = freedom / (freedom + t * t)
    return 0.5 * incompleteBeta(x, freedom / 2, 0.5)
  }

  /// I_x(a, b), by its continued fraction where that is fast, else by the other side's.
  ///
  /// Source: DLMF 8.17.22, <https://dlmf.nist.gov/8.17>, evaluated as Lentz does.
  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0, x < 1 else { return x <= 0 ? 0 : 1 }
    guard x <= (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * continuedFraction(x, a, b)
  }

  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    /// A denominator of 0 would end it; next to 0 does no harm.
    func apart(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var (c, d) = (1.0, 1 / apart(1 - (a + b) * x / (a + 1)))
    var value = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / apart(1 + even * d)
      c = apart(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / apart(1 + odd * d)
      c = apart(1 + odd / c)
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return value
  }
}
