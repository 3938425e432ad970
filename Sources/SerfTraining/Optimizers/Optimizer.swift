package import SerfSettings
package import SerfTensor

/// How gradients become steps: SGD, Adam (Kingma, Ba 2015) or AdamW (Loshchilov, Hutter 2019), as PyTorch 2 computes them.
///
/// Weights, gradients and moments share one layout, so a step is one pass over any range of it; a row-sparse parameter is
/// stepped at its touched rows alone (its moments rest where nothing was touched).
package struct Optimizer: Sendable {
  package enum Method: Hashable, Sendable {
    case sgd(momentum: Double, isNesterov: Bool)
    case adam(beta1: Double, beta2: Double, epsilon: Double, isDecoupled: Bool)
  }

  package let method: Method
  package let weightDecay: Double

  package init(_ method: Method, weightDecay: Double = 0) {
    (self.method, self.weightDecay) = (method, weightDecay)
  }

  package init(_ settings: Settings) {
    typealias Names = LearningSettings
    weightDecay = settings[Names.weightDecay]
    let name = settings[Names.optimizer]
    method =
      name == "sgd"
      ? .sgd(momentum: settings[Names.momentum], isNesterov: settings[Names.nesterov])
      : .adam(
        beta1: settings[Names.beta1], beta2: settings[Names.beta2], epsilon: settings[Names.epsilon],
        isDecoupled: name == "adamw")
  }

  /// Names of the moments that the method keeps, each an arena.
  package var momentNames: [String] {
    switch method {
    case .sgd(let momentum, _): momentum > 0 ? ["velocity"] : []
    case .adam: ["first_moment", "second_moment"]
    }
  }
}

// MARK: - Steps
extension Optimizer {
  /// One update's step, ready for any range: hyperparameters, and bias corrections of its number.
  package enum Step: Sendable {
    case sgd(Kernels.SGDStep)
    case adam(Kernels.AdamStep)
  }

  /// - Parameters:
  ///   - update: number of the update, from 1.
  ///   - rate: learning rate of this update.
  ///   - scale: what gradients are multiplied by first (clipping).
  package func step(update: Int, rate: Double, scale: Double) -> Step {
    switch method {
    case .sgd(let momentum, let isNesterov):
      return .sgd(
        Kernels.SGDStep(
          scale: Float(scale), rate: Float(rate), momentum: Float(momentum), decay: Float(weightDecay),
          isNesterov: isNesterov, isFirstUpdate: update == 1))
    case .adam(let beta1, let beta2, let epsilon, let isDecoupled):
      return .adam(
        Kernels.AdamStep(
          scale: Float(scale), rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon),
          decay: Float(weightDecay), isDecoupled: isDecoupled, correction1: Float(1 - Self.power(beta1, update)),
          correction2: Float(1 - Self.power(beta2, update))))
    }
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}

extension Optimizer.Step {
  /// Steps one range; its gradient is 0 afterwards.
  /// - Parameter moments: the same range of each moment, in the order of ``Optimizer/momentNames``.
  func apply(weights: Matrix, gradient: Matrix, moments: (Int) -> Matrix?) {
    switch self {
    case .sgd(let step):
      Kernels.sgd(step, weights: weights, gradient: gradient, velocity: moments(0) ?? gradient)
    case .adam(let step):
      guard let first = moments(0), let second = moments(1) else { preconditionFailure("Adam without its moments") }
      Kernels.adam(step, weights: weights, gradient: gradient, first: first, second: second)
    }
  }
}
