internal import CSerfKernels

/// The logistic function.
///
/// f(x) = σ(x) = 1/(1 + e⁻ˣ), f′(x) = σ(x)·σ(-x).
public struct Sigmoid: Activation, KernelActivation {
  public let name = "sigmoid"
  public let aliases = ["logistic"]
  public let formula = "1/(1 + e⁻ˣ)"
  public let summary = "From 0 to 1; a gate or a probability."
  public let properties = ActivationProperties(isMonotonic: true, isSmooth: true, lowerBound: 0, upperBound: 1)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_sigmoid_value_f32, valueAndSlope: serf_sigmoid_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let value = StableForms.sigmoid(x)
    return (value, value * StableForms.sigmoid(-x))
  }
}
