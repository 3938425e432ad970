import CSerfKernels

// Optimiser steps, each over one range of the arena; the gradient is 0 afterwards.

// MARK: - SGD and Adam
extension Kernels {
  /// Hyperparameters of one Adam or AdamW step, bias corrections included.
  package struct AdamStep: Sendable {
    package var scale, rate, beta1, beta2, epsilon, decay: Float
    package var isDecoupled: Bool
    package var correction1, correction2: Float

    package init(
      scale: Float, rate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float, isDecoupled: Bool,
      correction1: Float, correction2: Float
    ) {
      (self.scale, self.rate, self.beta1, self.beta2) = (scale, rate, beta1, beta2)
      (self.epsilon, self.decay, self.isDecoupled) = (epsilon, decay, isDecoupled)
      (self.correction1, self.correction2) = (correction1, correction2)
    }
  }

  /// One step over one range; the gradient is 0 afterwards.
  package static func adam(_ step: AdamStep, weights: Matrix, gradient: Matrix, first: Matrix, second: Matrix) {
    precondition(weights.count == gradient.count && first.count == weights.count && second.count == weights.count)
    unsafe serf_adam_f32(
      weights.base, gradient.base, first.base, second.base, weights.count, step.scale, step.rate, step.beta1,
      step.beta2, step.epsilon, step.decay, step.isDecoupled ? 1 : 0, step.correction1, step.correction2)
  }

  /// Hyperparameters of one SGD step.
  package struct SGDStep: Sendable {
    package var scale, rate, momentum, decay: Float
    package var isNesterov, isFirstUpdate: Bool

    package init(scale: Float, rate: Float, momentum: Float, decay: Float, isNesterov: Bool, isFirstUpdate: Bool) {
      (self.scale, self.rate, self.momentum, self.decay) = (scale, rate, momentum, decay)
      (self.isNesterov, self.isFirstUpdate) = (isNesterov, isFirstUpdate)
    }
  }

  package static func sgd(_ step: SGDStep, weights: Matrix, gradient: Matrix, velocity: Matrix) {
    precondition(weights.count == gradient.count && velocity.count == weights.count)
    unsafe serf_sgd_f32(
      weights.base, gradient.base, velocity.base, weights.count, step.scale, step.rate, step.momentum,
      step.isNesterov ? 1 : 0, step.decay, step.isFirstUpdate ? 1 : 0)
  }
}

// MARK: - NAdam
extension Kernels {
  /// Hyperparameters of one NAdam step, with what the update's number makes of the rate.
  package struct NAdamStep: Sendable {
    package var scale, gradientRate, momentRate, beta1, beta2, epsilon, decay, correction2: Float

    package init(
      scale: Float, gradientRate: Float, momentRate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float,
      correction2: Float
    ) {
      (self.scale, self.gradientRate, self.momentRate) = (scale, gradientRate, momentRate)
      (self.beta1, self.beta2, self.epsilon, self.decay) = (beta1, beta2, epsilon, decay)
      self.correction2 = correction2
    }
  }

  package static func nadam(_ step: NAdamStep, weights: Matrix, gradient: Matrix, first: Matrix, second: Matrix) {
    precondition(weights.count == gradient.count && first.count == weights.count && second.count == weights.count)
    unsafe serf_nadam_f32(
      weights.base, gradient.base, first.base, second.base, weights.count, step.scale, step.gradientRate,
      step.momentRate, step.beta1, step.beta2, step.epsilon, step.decay, step.correction2)
  }
}

// MARK: - Steps over the root of squared gradients
extension Kernels {
  /// Hyperparameters of one RMSprop, Adagrad or Adadelta step; a method leaves what it has no use for.
  package struct RootStep: Sendable {
    package var scale, rate, epsilon, decay: Float
    /// Decay of the mean squared gradient: RMSprop and Adadelta.
    package var beta2: Float
    /// RMSprop.
    package var momentum: Float

    package init(scale: Float, rate: Float, epsilon: Float, decay: Float, beta2: Float = 0, momentum: Float = 0) {
      (self.scale, self.rate, self.epsilon, self.decay) = (scale, rate, epsilon, decay)
      (self.beta2, self.momentum) = (beta2, momentum)
    }
  }

  package static func rmsprop(_ step: RootStep, weights: Matrix, gradient: Matrix, square: Matrix, velocity: Matrix) {
    precondition(weights.count == gradient.count && square.count == weights.count && velocity.count == weights.count)
    unsafe serf_rmsprop_f32(
      weights.base, gradient.base, square.base, velocity.base, weights.count, step.scale, step.rate, step.beta2,
      step.epsilon, step.momentum, step.decay)
  }

  package static func adagrad(_ step: RootStep, weights: Matrix, gradient: Matrix, sum: Matrix) {
    precondition(weights.count == gradient.count && sum.count == weights.count)
    unsafe serf_adagrad_f32(
      weights.base, gradient.base, sum.base, weights.count, step.scale, step.rate, step.epsilon, step.decay)
  }

  package static func adadelta(_ step: RootStep, weights: Matrix, gradient: Matrix, square: Matrix, change: Matrix) {
    precondition(weights.count == gradient.count && square.count == weights.count && change.count == weights.count)
    unsafe serf_adadelta_f32(
      weights.base, gradient.base, square.base, change.base, weights.count, step.scale, step.rate, step.beta2,
      step.epsilon, step.decay)
  }
}

// MARK: - Averages
extension Kernels {
  /// average += (weights - average) · share
  package static func average(_ average: Matrix, with weights: Matrix, share: Float) {
    precondition(average.count == weights.count)
    unsafe serf_average_f32(average.base, weights.base, share, average.count)
  }
}
