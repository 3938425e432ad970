/// A rectangle with axes, in which curves are drawn.
struct ChartPanel {
  let frame: SVG.Frame
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  /// The name of the panel's clip in the drawing; each panel of a drawing has its own.
  let clip: String

  /// Where a value lies in the drawing.
  func point(_ horizontal: Double, _ vertical: Double) -> SVG.Point {
    SVG.Point(
      x: frame.x + (horizontal - x.lowerBound) / (x.upperBound - x.lowerBound) * frame.width,
      y: frame.y + (y.upperBound - vertical) / (y.upperBound - y.lowerBound) * frame.height)
  }

  /// Draws ground, grid, zero lines and the figures along two sides.
  /// - Parameter labelSize: height of the figures; 0 leaves them out.
  func drawAxes(in drawing: inout SVG, tickCount: Int, labelSize: Double) {
    drawing.rectangle(frame, fill: "#fbfbfc")
    drawing.clip(frame, named: clip)
    for tick in Self.ticks(in: x, about: tickCount) {
      let isZero = tick == 0
      drawing.line(
        from: point(tick, y.lowerBound), to: point(tick, y.upperBound),
        SVG.Stroke(color: isZero ? "#9aa0a6" : "#e6e8eb"))
      guard labelSize > 0 else { continue }
      let place = SVG.Point(x: point(tick, 0).x, y: frame.y + frame.height + labelSize * 1.5)
      drawing.text(Self.label(tick), at: place, size: labelSize, color: "#555", anchor: .middle)
    }
    for tick in Self.ticks(in: y, about: tickCount) {
      let isZero = tick == 0
      drawing.line(
        from: point(x.lowerBound, tick), to: point(x.upperBound, tick),
        SVG.Stroke(color: isZero ? "#9aa0a6" : "#e6e8eb"))
      guard labelSize > 0 else { continue }
      let place = SVG.Point(x: frame.x - labelSize * 0.6, y: point(0, tick).y + labelSize * 0.35)
      drawing.text(Self.label(tick), at: place, size: labelSize, color: "#555", anchor: .end)
    }
  }

  /// Draws a curve; what leaves the panel is cut at its edge.
  func drawCurve(_ pieces: [[(x: Double, y: Double)]], in drawing: inout SVG, _ stroke: SVG.Stroke) {
    // Far outside, a coordinate has more digits than a drawing needs; one height away is outside enough.
    let height = y.upperBound - y.lowerBound
    let visible = (y.lowerBound - height)...(y.upperBound + height)
    let points = pieces.map { piece in
      piece.map { point($0.x, min(max($0.y, visible.lowerBound), visible.upperBound)) }
    }
    drawing.path(points, stroke, clip: clip)
  }
}

// MARK: - Ticks
extension ChartPanel {
  /// Round numbers in a range, 1, 2 or 5 times a power of ten apart.
  static func ticks(in range: ClosedRange<Double>, about count: Int) -> [Double] {
    let step = tickStep(for: range, about: count)
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    // Whole multiples, so that zero is zero and -0 is not written.
    return (0...Int(last - first)).map { (first + Double($0)) * step + 0 }
  }

  private static func tickStep(for range: ClosedRange<Double>, about count: Int) -> Double {
    let rough = (range.upperBound - range.lowerBound) / Double(max(count, 1))
    var power = 1.0
    while power > rough { power /= 10 }
    while power * 10 <= rough { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? power * 10
  }

  private static func label(_ tick: Double) -> String {
    NumberText.significant(tick, digits: 6).replacing("-", with: "−")
  }
}
