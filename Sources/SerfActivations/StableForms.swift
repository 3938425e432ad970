internal import Glibc

/// The parts that references are made of, in forms that neither overflow nor cancel at any x.
enum StableForms {
  /// 1/(1 + e⁻ˣ).
  static func sigmoid(_ x: Double) -> Double {
    let small = exp(-abs(x))
    return x < 0 ? small / (1 + small) : 1 / (1 + small)
  }

  /// ln(1 + eˣ): written as it stands it is 0 below -37 and infinite above 709.
  static func softplus(_ x: Double) -> Double {
    (x < 0 ? 0 : x) + log1p(exp(-abs(x)))
  }

  /// x·gate where the gate is 0 at -infinity: the product there is 0, not not-a-number. `slope` is gate + x·gate′.
  static func gated(_ x: Double, gate: Double, gateSlope: Double) -> (value: Double, slope: Double) {
    if x == -.infinity { return (0, 0) }
    if x == .infinity { return (x, 1) }
    return (x * gate, gate + x * gateSlope)
  }
}
