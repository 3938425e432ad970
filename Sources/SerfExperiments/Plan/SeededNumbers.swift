internal import Glibc
internal import SeededDraws

/// Random numbers of a distribution, the same wherever the seed is.
struct SeededNumbers {
  private var draws: SplitMix64

  init(seed: UInt64) { draws = SplitMix64(seed: seed) }

  /// From 0 up to, and without, 1.
  mutating func unit() -> Double { draws.unit() }

  /// From the standard normal distribution (Box, Muller 1958).
  mutating func normal() -> Double {
    let (first, second) = (1 - unit(), unit())
    return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// So many digits that count.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value != 0 else { return 0 }
    let scale = pow(10, Double(digits - 1) - floor(log10(abs(value))))
    return (value * scale).rounded() / scale
  }
}
