internal import CSerfKernels
internal import Glibc

/// Mish (Misra 2019, arXiv 1908.08681).
///
/// f(x) = x·tanh(ln(1 + eˣ)), f′(x) = tanh(ln(1 + eˣ)) + 4x·eˣ(eˣ + 1)/((eˣ + 1)² + 1)².
public struct Mish: Activation, KernelActivation {
  public let name = "mish"
  public let formula = "x·tanh(ln(1 + eˣ))"
  public let summary = "Smooth, dips to -0.309; the nearest relative of serf."
  public let properties = ActivationProperties(isSmooth: true, lowerBound: -0.30884341301725041)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_mish_value_f32, valueAndSlope: serf_mish_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    // tanh(ln(1 + eˣ)) = n/(n + 2), n = eˣ(eˣ + 2); above 0 both divided by e²ˣ, so that nothing overflows.
    let small = exp(-abs(x))
    let numerator = x < 0 ? small * (small + 2) : 1 + 2 * small
    let complement = x < 0 ? 2 : 2 * small * small
    let denominator = numerator + complement
    let bend = x < 0 ? 4 * small * (small + 1) : 4 * small * small * (1 + small)
    return StableForms.gated(x, gate: numerator / denominator, gateSlope: bend / (denominator * denominator))
  }
}
