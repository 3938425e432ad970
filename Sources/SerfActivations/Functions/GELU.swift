internal import CSerfKernels
internal import Glibc

/// The Gaussian error linear unit, exact (Hendrycks & Gimpel 2016, arXiv 1606.08415).
///
/// f(x) = x·Φ(x) = x·erfc(-x/√2)/2, f′(x) = Φ(x) + x·e^(-x²/2)/√(2π). ``GELUTanh`` is the approximation.
public struct GELU: Activation, KernelActivation {
  public let name = "gelu"
  public let formula = "x·Φ(x)"
  public let summary = "The erf form: x times the probability that a standard normal number is below x."
  public let properties = ActivationProperties(isSmooth: true, lowerBound: -0.16997120747990370)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_gelu_value_f32, valueAndSlope: serf_gelu_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let gate = 0.5 * erfc(-x / 2.0.squareRoot())
    return StableForms.gated(x, gate: gate, gateSlope: exp(-0.5 * x * x) / (2 * Double.pi).squareRoot())
  }
}
