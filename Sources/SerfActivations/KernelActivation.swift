internal import CSerfKernels

/// An activation that has vector kernels in `CSerfKernels`.
protocol KernelActivation: Activation {
  /// The two C functions.
  var kernels: ActivationKernels { get }
}

/// The two C functions of an activation; the header says what they may be given.
@unsafe struct ActivationKernels: Sendable {
  let value: @Sendable @convention(c) (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
  let valueAndSlope: @Sendable @convention(c) (UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
}

extension KernelActivation {
  public func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int) {
    unsafe kernels.value(x, y, count)
  }

  public func applyWithSlope(
    _ xThenSlope: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int
  ) {
    unsafe kernels.valueAndSlope(xThenSlope, y, count)
  }
}
