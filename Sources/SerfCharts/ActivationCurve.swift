package import SerfActivations

/// Value and slope of a function along x, cut into pieces where it jumps.
package struct ActivationCurve {
  package typealias Piece = [(x: Double, y: Double)]

  package let values: [Piece]
  package let slopes: [Piece]

  package init(_ activation: any Activation, x: ClosedRange<Double>, count: Int) {
    let step = (x.upperBound - x.lowerBound) / Double(count - 1)
    let samples = (0..<count).map { index in
      let position = x.lowerBound + Double(index) * step
      let (value, slope) = activation.reference(position)
      return (x: position, value: value, slope: slope)
    }
    values = Self.pieces(samples.map { ($0.x, $0.value) })
    slopes = Self.pieces(samples.map { ($0.x, $0.slope) })
  }

  /// A step that is ten times both its neighbours, and no rounding, is a jump: a line through it would be false.
  private static func pieces(_ points: Piece) -> [Piece] {
    var pieces: [Piece] = [[]]
    for (index, point) in points.enumerated() {
      if index > 1, index + 1 < points.count {
        let before = abs(points[index - 1].y - points[index - 2].y)
        let here = abs(point.y - points[index - 1].y)
        let after = abs(points[index + 1].y - point.y)
        if here > 0.05, here > 10 * max(before, after) { pieces.append([]) }
      }
      if point.y.isFinite { pieces[pieces.count - 1].append(point) } else { pieces.append([]) }
    }
    return pieces
  }

  /// The heights that a panel shows: all of the curves, but no more than four units below zero and as far above as x goes.
  package static func height(of curves: [[Piece]]) -> ClosedRange<Double> {
    let heights = curves.joined().joined().map(\.y)
    let lowest = max(heights.min() ?? 0, -4)
    let highest = min(heights.max() ?? 1, 6)
    guard lowest < highest else { return (lowest - 1)...(lowest + 1) }
    let room = (highest - lowest) * 0.06
    return (lowest - room)...(highest + room)
  }
}
