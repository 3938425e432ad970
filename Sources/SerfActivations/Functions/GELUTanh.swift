internal import CSerfKernels

/// The tanh approximation of ``GELU`` (Hendrycks & Gimpel 2016, section 2).
///
/// f(x) = x·(1 + tanh u)/2 = x·σ(2u) with u = √(2/π)·(x + 0.044715x³), f′(x) = σ(2u) + x·σ(2u)·σ(-2u)·2u′.
public struct GELUTanh: Activation, KernelActivation {
  public let name = "gelu-tanh"
  public let formula = "x/(1 + e⁻²ᵘ), u = √(2/π)(x + 0.044715x³)"
  public let summary = "The tanh approximation of gelu, off by up to 0.0005."
  public let properties = ActivationProperties(isSmooth: true, lowerBound: -0.17004075057125405)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_gelu_tanh_value_f32, valueAndSlope: serf_gelu_tanh_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let scale = 2 * (2 / Double.pi).squareRoot()
    let argument = scale * (x + 0.044715 * x * x * x)
    let gate = StableForms.sigmoid(argument)
    // Far out the first two factors are 0 where the third is infinite.
    let bend = gate * StableForms.sigmoid(-argument)
    let gateSlope = bend == 0 ? bend : bend * scale * (1 + 3 * 0.044715 * x * x)
    return StableForms.gated(x, gate: gate, gateSlope: gateSlope)
  }
}
