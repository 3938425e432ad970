internal import Glibc

/// Random numbers that are the same wherever the seed is: SplitMix64 (Steele, Lea, Flood 2014).
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 up to, and without, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

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
