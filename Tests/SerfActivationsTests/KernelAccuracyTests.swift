import SerfActivations
import TestSupport
import Testing

@Suite("The kernels' accuracy, for every activation")
struct KernelAccuracyTests {
  static let points: [Float] =
    .grid(-100...100, count: 400_003) + .grid(-6...6, count: 100_003) + .logarithmicGrid + worstOfAll

  /// Where serf's slope once was off by more than it may be, in a scan of every float32.
  private static let worstOfAll: [Float] = [-0x1.f9b05ep-5, -0x1.4140bcp-2, -0x1.40ac78p-6]

  /// The promise of the header: 2 ulp, or 1e-7 where that is more.
  @Test("value and slope are within 2 ulp or 1e-7 of the exact result", arguments: Activations.all)
  func absolute(_ activation: any Activation) {
    let run = KernelRun(activation, Self.points)
    var worst = Worst()
    for (i, x) in Self.points.enumerated() {
      let exact = ExactFunctions.valueAndSlope(of: activation, at: Exact(x))
      worst.note(Self.errorInTolerances(run.values[i], exact.value), at: x, "value")
      worst.note(Self.errorInTolerances(run.slopes[i], exact.slope), at: x, "slope")
    }
    #expect(worst.error <= 1, "\(activation.name): \(worst.what) at \(worst.x) is off by \(worst.error) tolerances")
  }

  /// A slope passes through 0 between -2 and -0.5 in many functions: there the result is small because it cancels, and no
  /// float32 formula keeps its relative accuracy. What must keep it is the tail.
  @Test("tails keep their relative accuracy", arguments: Activations.all)
  func relative(_ activation: any Activation) {
    let run = KernelRun(activation, Self.points)
    var worst = Worst()
    for (i, x) in Self.points.enumerated() where !(0.4...3).contains(abs(x)) {
      let exact = ExactFunctions.valueAndSlope(of: activation, at: Exact(x))
      worst.note(Self.relativeError(run.values[i], exact.value), at: x, "value")
      worst.note(Self.relativeError(run.slopes[i], exact.slope), at: x, "slope")
    }
    #expect(worst.error <= 1e-5, "\(activation.name): \(worst.what) at \(worst.x) is off by \(worst.error) of itself")
  }

  @Test("the double-precision reference is right to 1e-14", arguments: Activations.all)
  func reference(_ activation: any Activation) {
    var worst = Worst()
    for x in Self.points {
      let exact = ExactFunctions.valueAndSlope(of: activation, at: Exact(x))
      let (value, slope) = activation.reference(Double(x))
      worst.note(Double(abs(Exact(value) - exact.value) / max(1, abs(exact.value))), at: x, "value")
      worst.note(Double(abs(Exact(slope) - exact.slope) / max(1, abs(exact.slope))), at: x, "slope")
    }
    #expect(worst.error <= 1e-14, "\(activation.name): \(worst.what) at \(worst.x) is off by \(worst.error)")
  }

  private static func errorInTolerances(_ found: Float, _ exact: Exact) -> Double {
    Double(abs(Exact(found) - exact)) / max(2 * Double(exact).float32Spacing, 1e-7)
  }

  private static func relativeError(_ found: Float, _ exact: Exact) -> Double {
    let size = abs(exact)
    guard size >= 1e-30, size <= 1e-5 else { return 0 }
    return Double(abs(Exact(found) - exact) / size)
  }

  /// The largest error so far; one that is not a number counts as the largest there is.
  private struct Worst {
    var error = 0.0
    var x: Float = 0
    var what = ""

    mutating func note(_ error: Double, at x: Float, _ what: String) {
      let error = error.isNaN ? .infinity : error
      if error > self.error {
        self.error = error
        self.x = x
        self.what = what
      }
    }
  }
}
