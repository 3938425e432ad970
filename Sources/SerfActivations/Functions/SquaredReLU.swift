internal import CSerfKernels

/// The square of ReLU (So et al. 2021, Primer, arXiv 2109.08668).
///
/// f(x) = max(x, 0)², f′(x) = 2·max(x, 0).
public struct SquaredReLU: Activation, KernelActivation {
  public let name = "squared-relu"
  public let formula = "max(x, 0)²"
  public let summary = "relu squared: its slope has no jump, its value grows fast."
  public let properties = ActivationProperties(isMonotonic: true, lowerBound: 0)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_squared_relu_value_f32, valueAndSlope: serf_squared_relu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    x.isNaN ? (x, x) : x > 0 ? (x * x, 2 * x) : (0, 0)
  }
}
