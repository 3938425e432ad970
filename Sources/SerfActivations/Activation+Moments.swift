internal import Glibc

// MARK: - Moments under a normal input
extension Activation {
  /// E f(z)², z ~ N(0, 1): what is left of a unit signal's mean square after the function. Error below 1e-9.
  public var secondMoment: Double { normalMean { reference($0).value } }

  /// E f′(z)², z ~ N(0, 1): what is left of a unit gradient's mean square on the way back. Error below 1e-9.
  public var slopeSecondMoment: Double { normalMean { reference($0).slope } }

  /// 1/√E f(z)², z ~ N(0, 1): the factor on the weights' standard deviation 1/√fan-in that keeps the signal's size from
  /// layer to layer (He et al. 2015, whose √2 is this factor of ReLU).
  public var gain: Double { 1 / secondMoment.squareRoot() }

  /// E g(z)² by Simpson's rule. The corners of all built-in functions lie between panels, so that each panel sees a smooth
  /// function; beyond ±12 the density is below 1e-31.
  private func normalMean(_ function: (Double) -> Double) -> Double {
    let limit = 12
    let panelsPerUnit = 32
    let half = 0.5 / Double(panelsPerUnit)
    func integrand(_ z: Double) -> Double {
      let value = function(z)
      return value * value * exp(-0.5 * z * z)
    }
    // The ends of a panel are taken a hair inside it, so that a jump in the slope counts on its own side.
    let inside = 1e-12
    var sum = 0.0
    for panel in (-limit * panelsPerUnit)..<(limit * panelsPerUnit) {
      let middle = (2 * Double(panel) + 1) * half
      sum += integrand(middle - half + inside) + 4 * integrand(middle) + integrand(middle + half - inside)
    }
    return sum * half / 3 / (2 * Double.pi).squareRoot()
  }
}
