/// A rectangle with axes, in which curves are drawn.
package struct ChartPanel {
  package let frame: SVG.Frame
  package let x: ClosedRange<Double>
  package let y: ClosedRange<Double>

  /// The name of the panel's clip in the drawing; each panel of a drawing, and of a page, has its own.
  let clip: String
  let style: ChartStyle

  package init(
    frame: SVG.Frame, x: ClosedRange<Double>, y: ClosedRange<Double>, clip: String, style: ChartStyle = .paper
  ) {
    (self.frame, self.x, self.y, self.clip, self.style) = (frame, x, y, clip, style)
  }

  /// Where a value lies in the drawing.
  package func point(_ horizontal: Double, _ vertical: Double) -> SVG.Point {
    SVG.Point(
      x: frame.x + (horizontal - x.lowerBound) / (x.upperBound - x.lowerBound) * frame.width,
      y: frame.y + (y.upperBound - vertical) / (y.upperBound - y.lowerBound) * frame.height)
  }

  /// Which axes have figures.
  package enum Sides: Sendable { case both, bottom }

  /// Draws ground, grid, zero lines and the figures along the sides.
  /// - Parameters:
  ///   - labelSize: height of the figures; 0 leaves them out.
  ///   - names: of x = 0, 1, 2 … in place of figures.
  ///   - hasWholeX: whether x counts something, so that there is nothing between 1 and 2.
  package func drawAxes(
    in drawing: inout SVG, tickCount: Int, labelSize: Double, names: [String] = [], sides: Sides = .both,
    hasWholeX: Bool = false
  ) {
    drawing.rectangle(frame, fill: style.panel)
    drawing.clip(frame, named: clip)
    let figures = Self.ticks(in: x, about: tickCount).filter { !hasWholeX || $0 == $0.rounded() }
    let ticks = names.isEmpty ? figures : names.indices.map(Double.init)
    for tick in ticks {
      drawing.line(
        from: point(tick, y.lowerBound), to: point(tick, y.upperBound),
        SVG.Stroke(color: tick == 0 && names.isEmpty ? style.zero : style.grid))
      guard labelSize > 0 else { continue }
      let place = SVG.Point(x: point(tick, 0).x, y: frame.y + frame.height + labelSize * 1.5)
      let text = names.isEmpty ? Self.label(tick) : names[Int(tick)]
      drawing.text(text, at: place, size: labelSize, color: style.faint, anchor: .middle)
    }
    guard sides == .both else { return }
    for tick in Self.ticks(in: y, about: tickCount) {
      drawing.line(
        from: point(x.lowerBound, tick), to: point(x.upperBound, tick),
        SVG.Stroke(color: tick == 0 ? style.zero : style.grid))
      guard labelSize > 0 else { continue }
      let place = SVG.Point(x: frame.x - labelSize * 0.6, y: point(0, tick).y + labelSize * 0.35)
      drawing.text(Self.label(tick), at: place, size: labelSize, color: style.faint, anchor: .end)
    }
  }

  /// Draws a curve; what leaves the panel is cut at its edge.
  package func drawCurve(_ pieces: [[(x: Double, y: Double)]], in drawing: inout SVG, _ stroke: SVG.Stroke) {
    drawing.path(pieces.map { $0.map(visiblePoint) }, stroke, clip: clip)
  }

  /// Fills the band between two curves over the same x.
  package func drawBand(
    _ lower: [(x: Double, y: Double)], _ upper: [(x: Double, y: Double)], in drawing: inout SVG, color: String,
    opacity: Double
  ) {
    drawing.polygon((lower + upper.reversed()).map(visiblePoint), fill: color, opacity: opacity, clip: clip)
  }

  /// Far outside, a coordinate has more digits than a drawing needs; one height away is outside enough.
  private func visiblePoint(_ place: (x: Double, y: Double)) -> SVG.Point {
    let height = y.upperBound - y.lowerBound
    return point(place.x, min(max(place.y, y.lowerBound - height), y.upperBound + height))
  }

  /// All values with some room around; a range of its own where all are the same.
  package static func range(of values: some Sequence<Double>, room: Double) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard let lowest = finite.min(), let highest = finite.max(), lowest < highest else {
      let value = finite.first ?? 0
      return (value - 0.5)...(value + 0.5)
    }
    let extra = (highest - lowest) * room
    return (lowest - extra)...(highest + extra)
  }
}

// MARK: - Ticks
extension ChartPanel {
  /// Round numbers in a range, 1, 2 or 5 times a power of ten apart.
  package static func ticks(in range: ClosedRange<Double>, about count: Int) -> [Double] {
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

  package static func label(_ tick: Double) -> String {
    DecimalText.significant(tick, digits: 6).replacing("-", with: "−")
  }
}
