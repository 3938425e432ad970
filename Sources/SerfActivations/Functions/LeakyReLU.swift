internal import CSerfKernels

/// ReLU with a small slope below 0 (Maas et al. 2013).
///
/// f(x) = x above 0, else 0.01x; the slope at 0 is 0.01.
public struct LeakyReLU: Activation, KernelActivation {
  public let name = "leaky-relu"
  public let formula = "x > 0: x, else 0.01x"
  public let summary = "relu that keeps a hundredth of the slope below 0."
  public let properties = ActivationProperties(isMonotonic: true)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_leaky_relu_value_f32, valueAndSlope: serf_leaky_relu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    x.isNaN ? (x, x) : x > 0 ? (x, 1) : (0.01 * x, 0.01)
  }
}
