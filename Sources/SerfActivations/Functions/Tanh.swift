internal import CSerfKernels
internal import Glibc

/// The hyperbolic tangent.
///
/// f(x) = tanh x, f′(x) = 1 - tanh² x = 4e⁻²ˣ/(1 + e⁻²ˣ)².
public struct Tanh: Activation, KernelActivation {
  public let name = "tanh"
  public let formula = "tanh x"
  public let summary = "Odd, saturates at -1 and 1."
  public let properties = ActivationProperties(isMonotonic: true, isSmooth: true, lowerBound: -1, upperBound: 1)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_tanh_value_f32, valueAndSlope: serf_tanh_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    // 1 - tanh² cancels where tanh is near 1.
    let small = exp(-2 * abs(x))
    return (Glibc.tanh(x), 4 * small / ((1 + small) * (1 + small)))
  }
}
