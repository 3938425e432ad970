internal import CSerfKernels
internal import Glibc

/// The exponential linear unit with α = 1 (Clevert et al. 2015, arXiv 1511.07289).
///
/// f(x) = x above 0, else eˣ - 1; the slope has no jump, the second derivative has.
public struct ELU: Activation, KernelActivation {
  public let name = "elu"
  public let formula = "x > 0: x, else eˣ - 1"
  public let summary = "Falls smoothly to -1 below 0."
  public let properties = ActivationProperties(isMonotonic: true, lowerBound: -1)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_elu_value_f32, valueAndSlope: serf_elu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    x.isNaN ? (x, x) : x > 0 ? (x, 1) : (expm1(x), exp(x))
  }
}
