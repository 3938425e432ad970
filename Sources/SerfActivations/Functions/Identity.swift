internal import CSerfKernels

/// The identity, for output layers and as a control.
///
/// f(x) = x, f′(x) = 1.
public struct Identity: Activation, KernelActivation {
  public let name = "identity"
  public let aliases = ["linear"]
  public let formula = "x"
  public let summary = "No activation: what is left when a block has none."
  public let properties = ActivationProperties(isMonotonic: true, isSmooth: true)
  var kernels: ActivationKernels {
    unsafe ActivationKernels(value: serf_identity_value_f32, valueAndSlope: serf_identity_value_slope_f32)
  }

  public init() {}

  public func reference(_ x: Double) -> (value: Double, slope: Double) {
    (x, x.isNaN ? x : 1)
  }
}
