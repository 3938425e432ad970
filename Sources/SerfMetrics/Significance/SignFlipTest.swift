/// The paired sign-flip test: were the two sides of every pair alike, each difference could as well have had the other
/// sign.
///
/// With differences d₁ … dₙ the p-value is the share of the 2ⁿ ways to choose signs for which |Σ ±dᵢ| is at least
/// |Σ dᵢ|: two-sided, with no assumption on how the differences are distributed but their symmetry. Up to
/// ``mostExactPairs`` pairs all ways are counted, and there is no randomness. Beyond, ``drawCount`` ways are drawn with a
/// fixed seed, and p = (1 + those at least as large) / (1 + ``drawCount``): the way that was seen is one of them, so that p
/// is never 0 and the test holds its level however few are drawn.
///
/// The smallest p-value of n pairs is 2 / 2ⁿ, so that five pairs can't reach 0.05 and six can; of drawn ways it is
/// 1 / (1 + ``drawCount``), see ``smallestP(pairs:)``.
///
/// Source: Fisher, "The Design of Experiments", 1935, section 21; as SciPy's `permutation_test` of one sample with
/// `permutation_type="samples"`. The drawn ways: Phipson and Smyth, "Permutation P-values Should Never Be Zero",
/// Statistical Applications in Genetics and Molecular Biology 9, 2010.
public struct SignFlipTest: Hashable, Sendable {
  /// Pairs of which all ways are counted within milliseconds, as a report of hundreds of comparisons needs: sums of halves,
  /// 2¹⁶ each.
  public static let mostExactPairs = 32
  /// Ways that are drawn where there are more pairs: a p-value of 0.05 then has a standard error of 0.0007.
  public static let drawCount = 99_999

  public let pValue: Double
  /// The mean of the differences.
  public let meanDifference: Double

  /// Whether all ways were counted.
  public let isExact: Bool

  /// - Parameters:
  ///   - differences: one a pair, in any order.
  ///   - seed: of the ways that are drawn where not all are counted.
  /// - Throws: ``MetricsError`` when there are none, or one is not finite.
  public init(differences: [Double], seed: UInt64 = 12345) throws(MetricsError) {
    guard !differences.isEmpty else {
      throw .outside("the number of pairs", "0", expected: "1 or more")
    }
    guard differences.allSatisfy(\.isFinite), let scale = differences.map(abs).max() else {
      throw .outside("a difference", "not finite", expected: "numbers")
    }
    let total = differences.reduce(0, +)
    meanDifference = total / Double(differences.count)
    isExact = differences.count <= Self.mostExactPairs
    // Sums that are equal on paper differ by roundings; SciPy too takes them for equal.
    let bound = abs(total) - 1e-13 * scale * Double(differences.count)
    pValue =
      isExact
      ? Self.exactShare(of: differences, atLeast: bound)
      : Self.drawnShare(of: differences, atLeast: bound, seed: seed)
  }

  /// The smallest p-value that so many pairs can have, whatever the differences are.
  public static func smallestP(pairs: Int) -> Double {
    guard pairs > 0 else { return 1 }
    return pairs <= mostExactPairs
      ? min(1, 2 / Double(UInt64(1) << UInt64(pairs))) : 1 / Double(drawCount + 1)
  }
}

// MARK: - Counting
extension SignFlipTest {
  private static func exactShare(of differences: [Double], atLeast bound: Double) -> Double {
    let half = differences.count / 2
    let extreme = count(
      signedSums(of: differences[..<half]), signedSums(of: differences[half...]), atLeast: bound)
    return min(1, Double(extreme) / Double(UInt64(1) << UInt64(differences.count)))
  }

  /// Σ ±dᵢ for every choice of signs, in ascending order.
  ///
  /// Both halves of a step are in order already: merging them took 20 ms for twenty differences, where sorting all at the
  /// end took 68 ms.
  private static func signedSums(of differences: ArraySlice<Double>) -> [Double] {
    var sums = [0.0]
    for difference in differences {
      let size = abs(difference)
      sums = merged(sums.map { $0 - size }, sums.map { $0 + size })
    }
    return sums
  }

  /// Two ascending lists of one length as one; the second has no number below the first's at the same place.
  private static func merged(_ low: [Double], _ high: [Double]) -> [Double] {
    var merged: [Double] = []
    merged.reserveCapacity(2 * low.count)
    var (first, second) = (0, 0)
    while first < low.count {
      if low[first] <= high[second] {
        merged.append(low[first])
        first += 1
      } else {
        merged.append(high[second])
        second += 1
      }
    }
    merged.append(contentsOf: high[second...])
    return merged
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

// MARK: - Drawing
extension SignFlipTest {
  private static func drawnShare(of differences: [Double], atLeast bound: Double, seed: UInt64) -> Double {
    let groups = groupSums(differences)
    var random = NumPyRandom(seed: seed)
    var extreme = 1
    for _ in 0..<drawCount {
      var (sum, bits) = (0.0, UInt64(0))
      for (place, sums) in groups.enumerated() {
        // A number has the signs of eight groups of eight.
        if place % 8 == 0 { bits = random.next64() }
        sum += sums[Int(bits & 0xFF)]
        bits >>= 8
      }
      if abs(sum) >= bound { extreme += 1 }
    }
    return Double(extreme) / Double(drawCount + 1)
  }

  /// For each eight differences their sums under all 256 choices of signs: a draw then costs an addition a group.
  private static func groupSums(_ differences: [Double]) -> [[Double]] {
    stride(from: 0, to: differences.count, by: 8).map { start in
      let group = differences[start..<min(start + 8, differences.count)]
      return (0..<256).map { signs in
        group.enumerated().reduce(0) { sum, item in sum + (signs >> item.offset & 1 == 1 ? item.element : -item.element)
        }
      }
    }
  }
}
