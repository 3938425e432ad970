internal import CSerfKernels

/// Swish made of pieces (Howard et al. 2019, arXiv 1905.02244).
///
/// f(x) = x·min(max(x + 3, 0), 6)/6; the slope is 0 up to -3, x/3 + 1/2 between -3 and 3, and 1 from 3 on.
public struct HardSwish: Activation, KernelActivation {
  public let name = "hard-swish"
  public let formula = "x·min(max(x + 3, 0), 6)/6"
  public let summary = "swish in straight lines and one parabola, with no eˣ."
  public let properties = ActivationProperties(lowerBound: -0.375)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_hard_swish_value_f32, valueAndSlope: serf_hard_swish_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    if x.isNaN { return (x, x) }
    if x <= -3 { return (0, 0) }
    return x >= 3 ? (x, 1) : (x * (x + 3) / 6, x / 3 + 0.5)
  }
}
