/// Curves over one axis, each with a band or whiskers where its spread is known, and a legend above.
package struct LineChart: Sendable {
  package struct Series: Sendable {
    package var name: String
    package var stroke: SVG.Stroke
    /// A point that is not a number ends a piece, and the next begins another.
    package var points: [Point]
    /// Whether the points have marks of their own.
    package var hasMarks: Bool

    package init(name: String, stroke: SVG.Stroke, points: [Point], hasMarks: Bool = false) {
      (self.name, self.stroke, self.points, self.hasMarks) = (name, stroke, points, hasMarks)
    }
  }

  package struct Point: Sendable {
    package var x: Double
    package var y: Double
    package var lower: Double
    package var upper: Double

    package init(x: Double, y: Double, lower: Double? = nil, upper: Double? = nil) {
      (self.x, self.y, self.lower, self.upper) = (x, y, lower ?? y, upper ?? y)
    }
  }

  /// How spread is drawn.
  package enum Spread: Sendable { case band, whiskers }

  package var title: String
  package var xTitle: String
  package var yTitle: String
  package var series: [Series]
  package var spread = Spread.band
  /// Names of x = 0, 1, 2 … in place of numbers; empty for numbers.
  package var names: [String] = []
  /// Whether x counts something, as epochs, and has whole numbers along it alone.
  package var hasWholeX = false
  /// Heights shown, in place of all of the curves.
  package var heights: ClosedRange<Double>?
  /// Tells this drawing's clips from others of its page.
  package var id: String
  package var style = ChartStyle.page

  package init(title: String, xTitle: String, yTitle: String, series: [Series], id: String) {
    (self.title, self.xTitle, self.yTitle, self.series, self.id) = (title, xTitle, yTitle, series, id)
  }

  // As wide as a phone, and little more: a drawing that is shown smaller has letters that nobody reads.
  private static let width = 440.0
  private static let panelHeight = 250.0
  private static let left = 58.0
  private static let legendColumn = 124.0
  private static let labelSize = 13.0
}

// MARK: - Drawing
extension LineChart {
  package var drawing: SVG {
    let columns = legendColumns
    let legendRows = series.count < 2 ? 0 : (series.count + columns - 1) / columns
    // The title of y has a line of its own, below the legend.
    let top = 38 + Double(legendRows) * 20 + (yTitle.isEmpty ? 0 : 20)
    var drawing = SVG(width: Self.width, height: top + Self.panelHeight + 52)
    drawing.title(title)
    if let ground = style.ground {
      drawing.rectangle(SVG.Frame(x: 0, y: 0, width: drawing.width, height: drawing.height), fill: ground)
    }
    drawing.text(title, at: SVG.Point(x: 6, y: 22), size: 15, color: style.ink, isBold: true)
    if legendRows > 0 { drawLegend(in: &drawing, columns: columns) }
    let panel = ChartPanel(
      frame: SVG.Frame(x: Self.left, y: top, width: Self.width - Self.left - 14, height: Self.panelHeight),
      x: xRange, y: heights ?? yRange, clip: "clip-\(id)", style: style)
    panel.drawAxes(in: &drawing, tickCount: 6, labelSize: Self.labelSize, names: names, hasWholeX: hasWholeX)
    for curve in series.reversed() { draw(curve, on: panel, in: &drawing) }
    let base = top + Self.panelHeight + 42
    drawing.text(
      xTitle, at: SVG.Point(x: Self.left + panel.frame.width / 2, y: base), size: Self.labelSize, color: style.faint,
      anchor: .middle)
    drawing.text(yTitle, at: SVG.Point(x: 6, y: top - 12), size: Self.labelSize, color: style.faint)
    return drawing
  }

  /// As many names side by side as there is room for the longest.
  private var legendColumns: Int {
    let longest = Double(series.map(\.name.count).max() ?? 0) * Self.labelSize * 0.58 + 44
    return max(1, Int((Self.width - 8) / max(longest, Self.legendColumn)))
  }

  private var xRange: ClosedRange<Double> {
    guard names.isEmpty else { return -0.4...(Double(max(names.count, 1)) - 0.6) }
    let range = ChartPanel.range(of: series.flatMap { $0.points.map(\.x) }, room: 0)
    let isMarked = series.contains(where: \.hasMarks)
    let room = isMarked ? (range.upperBound - range.lowerBound) * 0.04 : 0
    return (range.lowerBound - room)...(range.upperBound + room)
  }

  private var yRange: ClosedRange<Double> {
    ChartPanel.range(of: series.flatMap { $0.points.flatMap { [$0.lower, $0.y, $0.upper] } }, room: 0.06)
  }

  private func drawLegend(in drawing: inout SVG, columns: Int) {
    for (index, curve) in series.enumerated() {
      let left = 8 + Double(index % columns) * (Self.width - 8) / Double(columns)
      let base = 44 + Double(index / columns) * 20
      drawing.line(from: SVG.Point(x: left, y: base - 4), to: SVG.Point(x: left + 24, y: base - 4), curve.stroke)
      drawing.text(curve.name, at: SVG.Point(x: left + 30, y: base), size: Self.labelSize, color: style.ink)
    }
  }

  private func draw(_ curve: Series, on panel: ChartPanel, in drawing: inout SVG) {
    let points = curve.points.filter(\.y.isFinite)
    switch spread {
    case .band:
      panel.drawBand(
        points.map { (x: $0.x, y: $0.lower) }, points.map { (x: $0.x, y: $0.upper) }, in: &drawing,
        color: curve.stroke.color, opacity: 0.14)
    case .whiskers:
      for point in points where point.lower < point.upper {
        drawing.line(
          from: panel.point(point.x, point.lower), to: panel.point(point.x, point.upper),
          SVG.Stroke(color: curve.stroke.color, width: 1.2))
      }
    }
    let pieces = curve.points.split { !$0.y.isFinite }.map { piece in piece.map { (x: $0.x, y: $0.y) } }
    panel.drawCurve(pieces, in: &drawing, curve.stroke)
    guard curve.hasMarks else { return }
    for point in points {
      drawing.circle(
        at: panel.point(point.x, point.y), radius: 3.2, fill: curve.stroke.color,
        title: "\(curve.name): \(DecimalText.significant(point.y, digits: 5))")
    }
  }
}
