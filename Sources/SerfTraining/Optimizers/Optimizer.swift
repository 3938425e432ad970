package import SerfSettings

/// How gradients become steps, as PyTorch 2 computes them: SGD, Adam (Kingma, Ba 2015), AdamW (Loshchilov, Hutter 2019),
/// NAdam (Dozat 2016), RMSprop (Hinton 2012), Adagrad (Duchi, Hazan, Singer 2011) or Adadelta (Zeiler 2012).
///
/// Weights, gradients and moments share one layout, so a step is one pass over any range of it; a row-sparse parameter is
/// stepped at its touched rows alone (its moments rest where nothing was touched).
package struct Optimizer: Sendable {
  package enum Method: Hashable, Sendable {
    case sgd(momentum: Double, isNesterov: Bool)
    case adam(beta1: Double, beta2: Double, epsilon: Double, isDecoupled: Bool)
    case nadam(beta1: Double, beta2: Double, epsilon: Double, momentumDecay: Double)
    case rmsprop(beta2: Double, epsilon: Double, momentum: Double)
    case adagrad(epsilon: Double)
    case adadelta(beta2: Double, epsilon: Double)
  }

  package let method: Method
  package let weightDecay: Double

  package init(_ method: Method, weightDecay: Double = 0) {
    (self.method, self.weightDecay) = (method, weightDecay)
  }

  package init(_ settings: Settings) {
    typealias Names = LearningSettings
    let (beta1, beta2, epsilon) = (settings[Names.beta1], settings[Names.beta2], settings[Names.epsilon])
    weightDecay = settings[Names.weightDecay]
    method =
      switch settings[Names.optimizer] {
      case "sgd": .sgd(momentum: settings[Names.momentum], isNesterov: settings[Names.nesterov])
      case "adam": .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, isDecoupled: false)
      case "nadam":
        .nadam(beta1: beta1, beta2: beta2, epsilon: epsilon, momentumDecay: settings[Names.momentumDecay])
      case "rmsprop": .rmsprop(beta2: beta2, epsilon: epsilon, momentum: settings[Names.momentum])
      case "adagrad": .adagrad(epsilon: epsilon)
      case "adadelta": .adadelta(beta2: beta2, epsilon: epsilon)
      default: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, isDecoupled: true)
      }
  }

  /// Names of the moments that the method keeps, each an arena.
  package var momentNames: [String] {
    switch method {
    case .sgd(let momentum, _): momentum > 0 ? ["velocity"] : []
    case .adam, .nadam: ["first_moment", "second_moment"]
    case .rmsprop(_, _, let momentum): momentum > 0 ? ["mean_square", "velocity"] : ["mean_square"]
    case .adagrad: ["sum_of_squares"]
    case .adadelta: ["mean_square", "mean_square_step"]
    }
  }
}
