internal import CSerfKernels

/// Swish with β = 1 (Ramachandran et al. 2017, arXiv 1710.05941), first proposed as SiLU (Elfwing et al. 2017).
///
/// f(x) = x·σ(x), f′(x) = σ(x) + x·σ(x)·σ(-x).
public struct Swish: Activation, KernelActivation {
  public let name = "swish"
  public let aliases = ["silu"]
  public let formula = "x/(1 + e⁻ˣ)"
  public let summary = "Smooth, dips to -0.278; also known as SiLU."
  public let properties = ActivationProperties(isSmooth: true, lowerBound: -0.27846454276107379)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_swish_value_f32, valueAndSlope: serf_swish_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let gate = StableForms.sigmoid(x)
    return StableForms.gated(x, gate: gate, gateSlope: gate * StableForms.sigmoid(-x))
  }
}
