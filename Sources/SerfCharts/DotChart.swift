/// A row a system: its figures as dots, their mean and the mean's interval.
package struct DotChart: Sendable {
  package struct Row: Sendable {
    package var name: String
    package var color: String
    package var values: [Double]
    package var mean: Double
    package var interval: ClosedRange<Double>?

    package init(name: String, color: String, values: [Double], mean: Double, interval: ClosedRange<Double>?) {
      (self.name, self.color, self.values, self.mean, self.interval) = (name, color, values, mean, interval)
    }
  }

  package var title: String
  package var xTitle: String
  package var rows: [Row]
  package var id: String
  package var style = ChartStyle.page

  package init(title: String, xTitle: String, rows: [Row], id: String) {
    (self.title, self.xTitle, self.rows, self.id) = (title, xTitle, rows, id)
  }

  // As wide as a phone, and little more.
  private static let width = 440.0
  private static let rowHeight = 30.0

  package var drawing: SVG {
    let left = min(170, 22 + 7.2 * Double(rows.map(\.name.count).max() ?? 0))
    let height = Double(max(rows.count, 1)) * Self.rowHeight + 12
    var drawing = SVG(width: Self.width, height: height + 82)
    drawing.title(title)
    drawing.text(title, at: SVG.Point(x: 6, y: 22), size: 15, color: style.ink, isBold: true)
    let panel = ChartPanel(
      frame: SVG.Frame(x: left, y: 36, width: Self.width - left - 14, height: height),
      x: ChartPanel.range(of: rows.flatMap { $0.values + [$0.mean] }, room: 0.06), y: 0...1, clip: "clip-\(id)",
      style: style)
    panel.drawAxes(in: &drawing, tickCount: 5, labelSize: 13, sides: .bottom)
    for (index, row) in rows.enumerated() {
      draw(row, at: 36 + 6 + (Double(index) + 0.5) * Self.rowHeight, left: left, on: panel, in: &drawing)
    }
    drawing.text(
      xTitle, at: SVG.Point(x: left + panel.frame.width / 2, y: 36 + height + 40), size: 13, color: style.faint,
      anchor: .middle)
    return drawing
  }

  private func draw(_ row: Row, at base: Double, left: Double, on panel: ChartPanel, in drawing: inout SVG) {
    let name = row.name.count > 21 ? String(row.name.prefix(20)) + "…" : row.name
    drawing.text(name, at: SVG.Point(x: left - 8, y: base + 4), size: 13, color: style.ink, anchor: .end)
    if let interval = row.interval {
      // Of few values it may be much wider than they lie apart: it ends with the panel.
      let shown = interval.clamped(to: panel.x)
      drawing.line(
        from: SVG.Point(x: panel.point(shown.lowerBound, 0).x, y: base),
        to: SVG.Point(x: panel.point(shown.upperBound, 0).x, y: base), SVG.Stroke(color: row.color, width: 5))
    }
    for (place, value) in row.values.enumerated() {
      // Equal figures lie a little apart.
      let shift = Double(place % 3 - 1) * 5
      drawing.circle(
        at: SVG.Point(x: panel.point(value, 0).x, y: base + shift), radius: 2.4, fill: style.faint,
        title: "\(row.name): \(DecimalText.significant(value, digits: 5))")
    }
    drawing.circle(
      at: SVG.Point(x: panel.point(row.mean, 0).x, y: base), radius: 5, fill: row.color,
      title: "\(row.name), mean: \(DecimalText.significant(row.mean, digits: 5))")
  }
}
