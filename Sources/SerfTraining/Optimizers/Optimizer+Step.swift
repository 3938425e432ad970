import Glibc
package import SerfTensor

extension Optimizer {
  /// One update's step, ready for any range: hyperparameters, and what its number makes of them.
  package enum Step: Sendable {
    case sgd(Kernels.SGDStep)
    case adam(Kernels.AdamStep)
    case nadam(Kernels.NAdamStep)
    case rmsprop(Kernels.RootStep)
    case adagrad(Kernels.RootStep)
    case adadelta(Kernels.RootStep)
  }

  /// - Parameters:
  ///   - update: number of the update, from 1.
  ///   - rate: learning rate of this update.
  ///   - scale: what gradients are multiplied by first (clipping).
  package func step(update: Int, rate: Double, scale: Double) -> Step {
    let (scale, decay) = (Float(scale), Float(weightDecay))
    switch method {
    case .sgd(let momentum, let isNesterov):
      return .sgd(
        Kernels.SGDStep(
          scale: scale, rate: Float(rate), momentum: Float(momentum), decay: decay, isNesterov: isNesterov,
          isFirstUpdate: update == 1))
    case .adam(let beta1, let beta2, let epsilon, let isDecoupled):
      return .adam(
        Kernels.AdamStep(
          scale: scale, rate: Float(rate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon),
          decay: decay, isDecoupled: isDecoupled, correction1: Float(1 - Self.power(beta1, update)),
          correction2: Float(1 - Self.power(beta2, update))))
    case .nadam(let beta1, let beta2, let epsilon, let momentumDecay):
      let shares = NAdamShares(update: update, beta1: beta1, momentumDecay: momentumDecay)
      return .nadam(
        Kernels.NAdamStep(
          scale: scale, gradientRate: Float(rate * shares.gradient), momentRate: Float(rate * shares.moment),
          beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), decay: decay,
          correction2: Float(1 - Self.power(beta2, update))))
    case .rmsprop(let beta2, let epsilon, let momentum):
      return .rmsprop(
        Kernels.RootStep(
          scale: scale, rate: Float(rate), epsilon: Float(epsilon), decay: decay, beta2: Float(beta2),
          momentum: Float(momentum)))
    case .adagrad(let epsilon):
      return .adagrad(Kernels.RootStep(scale: scale, rate: Float(rate), epsilon: Float(epsilon), decay: decay))
    case .adadelta(let beta2, let epsilon):
      return .adadelta(
        Kernels.RootStep(scale: scale, rate: Float(rate), epsilon: Float(epsilon), decay: decay, beta2: Float(beta2)))
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

/// How NAdam deals the rate out to the gradient and to the mean gradient.
///
/// With μₜ = β₁ (1 − ½ · 0.96^(t·ψ)) and Πₜ = μ₁ ⋯ μₜ: gradient (1 − μₜ) / (1 − Πₜ), moment μₜ₊₁ / (1 − Πₜ μₜ₊₁).
private struct NAdamShares {
  let gradient: Double
  let moment: Double

  init(update: Int, beta1: Double, momentumDecay: Double) {
    func momentum(_ update: Int) -> Double { beta1 * (1 - 0.5 * pow(0.96, Double(update) * momentumDecay)) }
    // A function of the update alone, so that nothing has to be saved. The loop is short: the first factors are about
    // half of β₁, and the product is soon below what 1 − Π can show.
    var (product, number) = (1.0, 1)
    while number <= update, product > 0x1p-60 {
      product *= momentum(number)
      number += 1
    }
    let (now, next) = (momentum(update), momentum(update + 1))
    gradient = (1 - now) / (1 - product)
    moment = next / (1 - product * next)
  }
}

// MARK: - On one range
extension Optimizer.Step {
  /// Steps one range; its gradient is 0 afterwards.
  /// - Parameter moments: the same range of each moment, in the order of ``Optimizer/momentNames``.
  func apply(weights: Matrix, gradient: Matrix, moments: (Int) -> Matrix?) {
    func moment(_ index: Int) -> Matrix {
      guard let moment = moments(index) else { preconditionFailure("a step without its moment \(index)") }
      return moment
    }
    switch self {
    case .sgd(let step):
      Kernels.sgd(step, weights: weights, gradient: gradient, velocity: moments(0) ?? gradient)
    case .adam(let step):
      Kernels.adam(step, weights: weights, gradient: gradient, first: moment(0), second: moment(1))
    case .nadam(let step):
      Kernels.nadam(step, weights: weights, gradient: gradient, first: moment(0), second: moment(1))
    case .rmsprop(let step):
      Kernels.rmsprop(
        step, weights: weights, gradient: gradient, square: moment(0), velocity: moments(1) ?? gradient)
    case .adagrad(let step):
      Kernels.adagrad(step, weights: weights, gradient: gradient, sum: moment(0))
    case .adadelta(let step):
      Kernels.adadelta(step, weights: weights, gradient: gradient, square: moment(0), change: moment(1))
    }
  }
}
