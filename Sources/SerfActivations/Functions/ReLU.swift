internal import CSerfKernels

/// The rectified linear unit.
///
/// f(x) = max(x, 0); the slope is 1 above 0, 0 below, and 0 at 0 itself.
public struct ReLU: Activation, KernelActivation {
  public let name = "relu"
  public let formula = "max(x, 0)"
  public let summary = "The baseline: one comparison, no slope below 0."
  public let properties = ActivationProperties(isMonotonic: true, lowerBound: 0)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_relu_value_f32, valueAndSlope: serf_relu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    x.isNaN ? (x, x) : x > 0 ? (x, 1) : (0, 0)
  }
}
