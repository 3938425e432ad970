/// The one test that decides, declared before anything runs.
public struct DeclaredTest: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The paired sign-flip test across seeds, exact up to 40 of them, Holm-corrected over all comparisons.
    case signFlip = "sign-flip"
    /// No test: figures alone.
    case none
  }

  public var kind: Kind
  /// The chance of any false call that is accepted, over the whole family.
  public var level: Double

  public init(kind: Kind = .signFlip, level: Double = 0.05) { (self.kind, self.level) = (kind, level) }

  /// The smallest corrected p-value that so many seeds can reach where so many comparisons are made: m · 2 / 2ⁿ.
  public static func smallestP(seeds: Int, comparisons: Int) -> Double {
    var p = 2.0 * Double(max(comparisons, 1))
    for _ in 0..<seeds { p /= 2 }
    return min(p, 1)
  }

  /// Seeds that the test needs at least.
  func seedsNeeded(comparisons: Int) -> Int {
    (1...1000).first { Self.smallestP(seeds: $0, comparisons: comparisons) <= level } ?? 1000
  }
}
