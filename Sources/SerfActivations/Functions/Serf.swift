internal import CSerfKernels
internal import Glibc

/// Serf, the log-softplus error activation (Nag & Bhattacharyya 2021, arXiv 2108.09598).
///
/// f(x) = x·erf(ln(1 + eˣ)), f′(x) = erf(ln(1 + eˣ)) + (2/√π)·x·σ(x)·exp(-ln²(1 + eˣ)).
///
/// The smallest value is -0.348437 at -1.193060; the slope at 0 is erf(ln 2) = 0.673041, reaches 1 at 0.581337, is largest
/// at 1.096046 (1.086125) and smallest at -2.256497 (-0.126969).
public struct Serf: Activation, KernelActivation {
  public let name = "serf"
  public let formula = "x·erf(ln(1 + eˣ))"
  public let summary = "Smooth, dips to -0.348 and comes back; the slope exceeds 1 from 0.58 on."
  public let properties = ActivationProperties(isSmooth: true, lowerBound: -0.34843745875960642)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_serf_value_f32, valueAndSlope: serf_serf_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    let softplus = StableForms.softplus(x)
    let gate = erf(softplus)
    let gateSlope = (2 / Double.pi.squareRoot()) * StableForms.sigmoid(x) * exp(-softplus * softplus)
    return StableForms.gated(x, gate: gate, gateSlope: gateSlope)
  }
}
