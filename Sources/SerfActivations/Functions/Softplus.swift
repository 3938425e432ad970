internal import CSerfKernels

/// The integral of the sigmoid (Dugas et al. 2001).
///
/// f(x) = ln(1 + eˣ), f′(x) = σ(x).
public struct Softplus: Activation, KernelActivation {
  public let name = "softplus"
  public let formula = "ln(1 + eˣ)"
  public let summary = "A rounded relu, above 0 everywhere."
  public let properties = ActivationProperties(isMonotonic: true, isSmooth: true, lowerBound: 0)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_softplus_value_f32, valueAndSlope: serf_softplus_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    (StableForms.softplus(x), StableForms.sigmoid(x))
  }
}
