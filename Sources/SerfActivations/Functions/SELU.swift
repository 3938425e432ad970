internal import CSerfKernels
internal import Glibc

/// The self-normalising ELU (Klambauer et al. 2017, arXiv 1706.02515).
///
/// f(x) = λx above 0, else λα(eˣ - 1); the slope at 0 is that of the left side, λα.
public struct SELU: Activation, KernelActivation {
  public let name = "selu"
  public let formula = "λ·(x > 0: x, else α(eˣ - 1)), λ = 1.0507, α = 1.6733"
  public let summary = "Scaled so that mean 0 and variance 1 stay so from layer to layer."
  public let properties = ActivationProperties(isMonotonic: true, lowerBound: -1.7580993408473768)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_selu_value_f32, valueAndSlope: serf_selu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let scale = 1.0507009873554804934
    let alpha = 1.6732632423543772848
    if x.isNaN { return (x, x) }
    return x > 0 ? (scale * x, scale) : (scale * alpha * expm1(x), scale * alpha * exp(x))
  }
}
