import SerfTensor
import Testing

@Suite("Optimiser kernels")
struct OptimizerKernelTests {
  static let counts = [1, 15, 16, 17, 1000]
  static let steps = 6

  /// Weights, then a gradient for each step.
  private static func numbers(_ count: Int) -> (weights: Grid, gradients: [Grid]) {
    var numbers = SeededNumbers(UInt64(count))
    return (numbers.grid(1, count), (0..<steps).map { _ in numbers.grid(1, count) })
  }

  /// Numbers of size 1 with some eight roundings a step, carried on to the next.
  private static let tolerance = Double(steps) * 8 * 0x1p-24

  private static func isNear(_ found: Matrix, _ expected: [Double]) -> Bool {
    zip(found.elements, expected).allSatisfy { abs(Double($0) - $1) <= tolerance }
  }

  /// Loss scale, decay and whether it is decoupled.
  static let adamKinds: [(scale: Float, decay: Float, isDecoupled: Bool)] = [
    (1, 0, false), (0.5, 0.1, false), (0.5, 0.1, true), (1, 0, true),
  ]

  @Test("Adam, with decay in the gradient and decoupled, over several steps", arguments: counts, adamKinds)
  func adam(count: Int, kind: (scale: Float, decay: Float, isDecoupled: Bool)) {
    let (start, gradients) = Self.numbers(count)
    let (rate, beta1, beta2, epsilon) = (Float(0.01), Float(0.9), Float(0.999), Float(1e-8))
    var (weights, first, second) = (
      start.values, Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count)
    )
    let zeros = [Float](repeating: 0, count: count)
    withMatrices([(1, count, start.floats), (1, count, zeros), (1, count, zeros), (1, count, zeros)]) { m in
      var powers = (1.0, 1.0)
      for gradient in gradients {
        powers = (powers.0 * Double(beta1), powers.1 * Double(beta2))
        m[1].fill(with: gradient.floats)
        let step = Kernels.AdamStep(
          scale: kind.scale, rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, decay: kind.decay,
          isDecoupled: kind.isDecoupled, correction1: Float(1 - powers.0), correction2: Float(1 - powers.1))
        Kernels.adam(step, weights: m[0], gradient: m[1], first: m[2], second: m[3])
        for i in 0..<count {
          var g = gradient.values[i] * Double(kind.scale)
          if kind.isDecoupled {
            weights[i] *= 1 - Double(rate) * Double(kind.decay)
          } else {
            g += Double(kind.decay) * weights[i]
          }
          first[i] = Double(beta1) * first[i] + (1 - Double(beta1)) * g
          second[i] = Double(beta2) * second[i] + (1 - Double(beta2)) * g * g
          let denominator = (second[i] / (1 - powers.1)).squareRoot() + Double(epsilon)
          weights[i] -= Double(rate) * first[i] / (1 - powers.0) / denominator
        }
        #expect(m[1].elements == zeros)
      }
      #expect(Self.isNear(m[0], weights))
      #expect(Self.isNear(m[2], first))
      #expect(Self.isNear(m[3], second))
    }
  }

  /// Momentum, Nesterov's form, decay.
  static let sgdKinds: [(momentum: Float, isNesterov: Bool, decay: Float)] = [
    (0, false, 0), (0, false, 0.1), (0.9, false, 0), (0.9, false, 0.1), (0.9, true, 0), (0.9, true, 0.1),
  ]

  @Test("SGD, with momentum, Nesterov's form and decay, over several steps", arguments: counts, sgdKinds)
  func sgd(count: Int, kind: (momentum: Float, isNesterov: Bool, decay: Float)) {
    let (start, gradients) = Self.numbers(count)
    let (rate, scale, momentum) = (Float(0.05), Float(0.5), Double(kind.momentum))
    var (weights, velocity) = (start.values, Array(repeating: 0.0, count: count))
    let zeros = [Float](repeating: 0, count: count)
    // The first update must not read what the velocity held before.
    let stale = [Float](repeating: 1e3, count: count)
    withMatrices([(1, count, start.floats), (1, count, zeros), (1, count, stale)]) { m in
      for (update, gradient) in gradients.enumerated() {
        m[1].fill(with: gradient.floats)
        let step = Kernels.SGDStep(
          scale: scale, rate: rate, momentum: kind.momentum, decay: kind.decay, isNesterov: kind.isNesterov,
          isFirstUpdate: update == 0)
        Kernels.sgd(step, weights: m[0], gradient: m[1], velocity: m[2])
        for i in 0..<count {
          let g = gradient.values[i] * Double(scale) + Double(kind.decay) * weights[i]
          velocity[i] = momentum * velocity[i] + g
          weights[i] -= Double(rate) * (kind.isNesterov ? g + momentum * velocity[i] : velocity[i])
        }
        #expect(m[1].elements == zeros)
      }
      #expect(Self.isNear(m[0], weights))
      if momentum > 0 { #expect(Self.isNear(m[2], velocity)) } else { #expect(m[2].elements == stale) }
    }
  }

  @Test("a weight without a gradient, as in the gaps of the arena, stays exactly 0")
  func gaps() {
    withMatrices(Array(repeating: (1, 17, [Float](repeating: 0, count: 17)), count: 4)) { m in
      let adam = Kernels.AdamStep(
        scale: 1, rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.1, isDecoupled: true, correction1: 0.1,
        correction2: 0.001)
      Kernels.adam(adam, weights: m[0], gradient: m[1], first: m[2], second: m[3])
      let sgd = Kernels.SGDStep(scale: 1, rate: 0.1, momentum: 0.9, decay: 0.1, isNesterov: true, isFirstUpdate: true)
      Kernels.sgd(sgd, weights: m[0], gradient: m[1], velocity: m[2])
      #expect(m[0].elements.allSatisfy { $0 == 0 })
    }
  }

  @Test("a running average moves by its share", arguments: counts)
  func average(count: Int) {
    var numbers = SeededNumbers(UInt64(count))
    let (before, weights) = (numbers.grid(1, count), numbers.grid(1, count))
    withMatrices([(1, count, before.floats), (1, count, weights.floats)]) { m in
      Kernels.average(m[0], with: m[1], share: 0.25)
      #expect(Self.isNear(m[0], zip(before.values, weights.values).map { $0 + ($1 - $0) / 4 }))
    }
  }
}
