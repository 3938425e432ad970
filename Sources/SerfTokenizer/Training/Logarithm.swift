import Glibc

/// The functions that expectation and maximisation need.
enum Logarithm {
  static func of(_ value: Double) -> Double { log(value) }

  static func exponential(_ value: Double) -> Double { exp(value) }

  /// ψ(x), the slope of ln Γ, for x > 0, to 10⁻¹²: by the recurrence up to 7, then by the asymptotic series in x − ½.
  static func digamma(_ value: Double) -> Double {
    var result = 0.0
    var x = value
    while x < 7 {
      result -= 1 / x
      x += 1
    }
    let shifted = x - 0.5
    let square = 1 / (shifted * shifted)
    result += log(shifted) + square / 24 - 7 * square * square / 960 + 31 * square * square * square / 8064
    return result - 127 * square * square * square * square / 30720
  }
}
