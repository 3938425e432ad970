/// Holds float32 gradients to central differences of a function in double precision.
///
/// The function is a plain, slow version of the code under test, so a slope (f(x + h) - f(x - h)) / 2h is right to about
/// h² f‴/6 + 2⁻⁵³ |f|/h: with h = 1e-5 some 1e-10 for functions of moderate size, far below float32's own rounding.
package struct GradientChecker: Sendable {
  /// h.
  package var step = 1e-5
  /// Places looked at in one array; more than that are sampled evenly.
  package var placeLimit = 200

  package init() {}

  /// The slope of `function` at `place` of `point`.
  package func slope(at point: [Double], place: Int, of function: ([Double]) -> Double) -> Double {
    var moved = point
    moved[place] = point[place] + step
    let above = function(moved)
    moved[place] = point[place] - step
    return (above - function(moved)) / (2 * step)
  }

  /// Where `gradient` differs from the slopes of `function` at `point`.
  /// - Parameter tolerance: allowed difference in units of 1 + the largest slope of the array.
  package func mismatches(
    _ name: String, gradient: [Float], at point: [Double], tolerance: Double, of function: ([Double]) -> Double
  ) -> [String] {
    guard gradient.count == point.count else {
      return ["\(name): \(gradient.count) gradients of \(point.count) numbers"]
    }
    let places = places(among: point.count)
    let slopes = places.map { slope(at: point, place: $0, of: function) }
    let allowed = tolerance * (1 + slopes.reduce(0) { max($0, abs($1)) })
    return zip(places, slopes).compactMap { place, slope in
      let found = Double(gradient[place])
      // Written so that a NaN is a mismatch.
      if abs(found - slope) <= allowed { return nil }
      return "\(name)[\(place)]: gradient \(found), central difference \(slope), allowed ±\(allowed)"
    }
  }

  /// All places of a short array; of a long one the first, the last and evenly spaced ones between.
  package func places(among count: Int) -> [Int] {
    guard count > placeLimit, placeLimit > 1 else { return Array(0..<count) }
    return (0..<placeLimit).map { $0 * (count - 1) / (placeLimit - 1) }
  }
}
