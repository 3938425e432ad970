import SerfActivations
import Testing

@Suite("What an activation says of itself, for every activation")
struct ActivationPropertyTests {
  /// Steps of 1/128 and half a step off, so that no point is a corner.
  static let points = (-2_560..<2_560).map { (Double($0) + 0.5) / 128 }

  @Test("the slope is the derivative of the value", arguments: Activations.all)
  func derivative(_ activation: any Activation) {
    // Error of a central difference: third derivative (below 3) times step squared over 6, and 2e-16 x over step.
    let step = 1e-5
    for x in Self.points {
      let difference = activation.reference(x + step).value - activation.reference(x - step).value
      #expect(abs(difference / (2 * step) - activation.reference(x).slope) < 1e-9 * max(1, x * x), "at \(x)")
    }
  }

  @Test("a monotonic function never falls, another does", arguments: Activations.all)
  func monotonic(_ activation: any Activation) {
    let falls = Self.points.contains { activation.reference($0).slope < 0 }
    #expect(falls != activation.properties.isMonotonic)
  }

  @Test("a smooth function's slope has no jump and no corner", arguments: Activations.all)
  func smooth(_ activation: any Activation) {
    // Second differences of the slope at a step of 1e-4 stay below third derivative (under 4) times step squared; a
    // corner makes one as large as the step.
    let step = 1e-4
    let bends = stride(from: -5.0, through: 5.0, by: step).map { x in
      let slopes = [x - step, x, x + step].map { activation.reference($0).slope }
      return abs(slopes[0] - 2 * slopes[1] + slopes[2])
    }
    #expect((bends.allSatisfy { $0 < 1e-6 }) == activation.properties.isSmooth)
  }

  @Test("bounds hold and are reached as nearly as one likes", arguments: Activations.all)
  func bounds(_ activation: any Activation) {
    let ends = [-.infinity, -1e6, -1e3, 1e3, 1e6, .infinity]
    let values = (Self.points + ends).map { activation.reference($0).value }
    if let lower = activation.properties.lowerBound {
      #expect(abs((values.min() ?? .nan) - lower) < 1e-4)
      #expect(values.allSatisfy { $0 >= lower - 1e-15 })
    } else {
      #expect(values.contains { $0 < -1e3 })
    }
    if let upper = activation.properties.upperBound {
      #expect(abs((values.max() ?? .nan) - upper) < 1e-4)
      #expect(values.allSatisfy { $0 <= upper })
    } else {
      #expect(values.contains { $0 > 1e3 })
    }
  }

  @Test("formula and summary are there, and short enough for a table", arguments: Activations.all)
  func texts(_ activation: any Activation) {
    #expect((1...60).contains(activation.formula.count))
    #expect((10...100).contains(activation.summary.count))
    #expect(activation.summary.hasSuffix("."))
  }

  /// Computed with 30 digits.
  @Test(
    "gain and moments are those of the literature",
    arguments: [
      ("serf", 0.501423, 1.412205, 0.529981), ("mish", 0.452342, 1.486848, 0.479084),
      ("swish", 0.355776, 1.676532, 0.379482), ("gelu", 0.425221, 1.533530, 0.455851), ("relu", 0.5, 1.414214, 0.5),
      ("identity", 1, 1, 1), ("squared-relu", 1.5, 0.816497, 2),
    ])
  func moments(_ name: String, _ second: Double, _ gain: Double, _ slopeSecond: Double) throws {
    let activation = try Activations.named(name)
    #expect(abs(activation.secondMoment - second) < 6e-7)
    #expect(abs(activation.gain - gain) < 6e-7)
    #expect(abs(activation.slopeSecondMoment - slopeSecond) < 6e-7)
  }
}
