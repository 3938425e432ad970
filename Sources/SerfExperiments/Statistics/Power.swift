internal import Glibc
internal import SerfMetrics

/// What so many seeds can show, and how many a difference would need.
public struct Power: Hashable, Sendable {
  /// The smallest true difference that is found four times of five, in standard deviations of the paired differences;
  /// nil where the test can't reach its level.
  public let detectable: Double?

  /// The strictest of Holm's steps: every comparison is held to level / m.
  /// - Parameters:
  ///   - seeds: pairs.
  ///   - comparisons: m.
  public init(seeds: Int, comparisons: Int, level: Double) {
    let strictest = level / Double(max(comparisons, 1))
    guard seeds > 1, DeclaredTest.smallestP(seeds: seeds, comparisons: 1) <= strictest else {
      detectable = nil
      return
    }
    detectable =
      seeds <= Self.mostSimulated
      ? Self.simulated(seeds: seeds, level: strictest)
      : (Self.quantile(1 - strictest / 2) + Self.quantile(Self.wanted)) / Double(seeds).squareRoot()
  }

  /// Four of five by custom.
  static let wanted = 0.8
  private static let mostSimulated = 16
  private static let simulations = 400

  /// By bisection over simulated studies of normal differences, the same draws for every size.
  private static func simulated(seeds: Int, level: Double) -> Double {
    var random = SeededNumbers(seed: 20_210_821)
    let draws = (0..<simulations).map { _ in (0..<seeds).map { _ in random.normal() } }
    func power(_ effect: Double) -> Double {
      let found = draws.count { draw in
        ((try? SignFlipTest(differences: draw.map { $0 + effect }))?.pValue ?? 1) <= level
      }
      return Double(found) / Double(simulations)
    }
    var (low, high) = (0.0, 16.0)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if power(middle) < wanted { low = middle } else { high = middle }
    }
    return high
  }

  /// Seeds that a difference of so many standard deviations needs, by the normal approximation, and never fewer than the
  /// exact test can do with.
  /// - Parameter effect: in standard deviations of the paired differences.
  static func seedsNeeded(effect: Double, comparisons: Int, level: Double) -> Int? {
    guard effect.isFinite, abs(effect) > 1e-3 else { return nil }
    let strictest = level / Double(max(comparisons, 1))
    let quantiles = quantile(1 - strictest / 2) + quantile(wanted)
    let needed = Int((quantiles * quantiles / (effect * effect)).rounded(.up))
    let least = DeclaredTest(level: level).seedsNeeded(comparisons: comparisons)
    return max(needed, least)
  }

  /// The standard normal quantile, by bisection of its distribution function.
  static func quantile(_ probability: Double) -> Double {
    var (low, high) = (-10.0, 10.0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
