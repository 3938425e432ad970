import Glibc
package import SerfSettings

/// The course of the learning rate: a linear rise over the warm-up, then a shape.
package struct Schedule: Sendable {
  package enum Shape: String, CaseIterable, Sendable {
    case constant
    /// Towards 0, which it would reach one update behind the last, in a straight line.
    case linear
    /// Towards 0 in the same way, along half a cosine (Loshchilov, Hutter 2017).
    case cosine
    /// As 1/√update, from the end of the warm-up (Vaswani et al. 2017, scaled to the peak).
    case inverseSquareRoot = "inverse-square-root"
    /// Constant, halved each time that validation has not improved for two rounds.
    case plateau
  }

  package let shape: Shape
  package let peak: Double
  /// Updates of the rise; 0 for none.
  package let warmup: Int
  /// Updates of the whole run.
  package let total: Int

  package init(_ shape: Shape, peak: Double, warmup: Int = 0, total: Int) {
    (self.shape, self.peak, self.warmup, self.total) = (shape, peak, warmup, total)
  }

  /// The schedule that settings ask for; the rise takes half of the run at most, since a rate that never gets high teaches
  /// little.
  package init(_ settings: Settings, total: Int) {
    typealias Names = LearningSettings
    self.init(
      Shape(rawValue: settings[Names.schedule]) ?? .constant, peak: settings[Names.learningRate],
      warmup: min(settings[Names.warmup], total / 2), total: total)
  }

  /// Validations without improvement before a plateau halves the rate.
  package static let plateauPatience = 2

  /// The learning rate of an update, counted from 1.
  /// - Parameter plateauFactor: how far plateaus have brought the rate down.
  package func rate(of update: Int, plateauFactor: Double = 1) -> Double {
    if update <= warmup { return peak * Double(update) / Double(warmup) }
    let progress = min(1, Double(update - 1 - warmup) / Double(max(total - warmup, 1)))
    switch shape {
    case .constant: return peak
    case .linear: return peak * (1 - progress)
    case .cosine: return peak * 0.5 * (1 + cos(.pi * progress))
    case .inverseSquareRoot: return peak * (Double(max(warmup, 1)) / Double(update)).squareRoot()
    case .plateau: return peak * plateauFactor
    }
  }
}
