/// A grid of shares: a row and a column a word, and a square for each pair, the fuller the larger its share.
package struct GridChart: Sendable {
  package var title: String
  package var subtitle: String
  package var rows: [String]
  package var columns: [String]
  /// Shares in 0 … 1, row by row.
  package var values: [[Double]]
  package var style = ChartStyle.paper
  /// Of a whole share.
  package var color = ChartStyle.colors[1]

  package init(title: String, subtitle: String, rows: [String], columns: [String], values: [[Double]]) {
    (self.title, self.subtitle, self.rows, self.columns, self.values) = (title, subtitle, rows, columns, values)
  }

  private static let cell = 30.0
  private static let labelSize = 14.0
  private static let longestLabel = 22
  private static let headHeight = 56.0
  /// Names of columns rise to the right.
  private static let angle = -50.0
  private static let (cosine, sine) = (0.643, 0.766)

  package var drawing: SVG {
    let left = 20 + (rows.map(Self.width).max() ?? 0)
    let top = Self.headHeight + 18 + Self.sine * (columns.map(Self.width).max() ?? 0)
    // The names of the last columns reach beyond the grid.
    let reach = columns.enumerated().map { left + (Double($0) + 0.5) * Self.cell + Self.cosine * Self.width($1) }
    let right = max(reach.max() ?? 0, left + Double(columns.count) * Self.cell)
    let words = max(Self.width(title) * 1.1, Self.width(subtitle) * 0.95) + 16
    let bottom = top + Double(rows.count) * Self.cell
    var drawing = SVG(width: max(right + 14, words, 300), height: bottom + 54)
    drawing.title(title)
    if style.ground != nil {
      drawing.rectangle(
        SVG.Frame(x: 0, y: 0, width: drawing.width, height: drawing.height), fill: style.ground ?? "none")
    }
    drawing.text(title, at: SVG.Point(x: 10, y: 24), size: 16, color: style.ink, isBold: true)
    drawing.text(subtitle, at: SVG.Point(x: 10, y: 44), size: 13, color: style.faint)
    drawNames(left: left, top: top, in: &drawing)
    for (row, shares) in values.enumerated() {
      for (column, share) in shares.enumerated() {
        drawSquare(
          share, at: SVG.Point(x: left + Double(column) * Self.cell, y: top + Double(row) * Self.cell),
          title: "\(rows[row]) ← \(columns[column]): \(DecimalText.fixed(share, decimals: 2))", in: &drawing)
      }
    }
    drawScale(left: left, top: bottom + 16, in: &drawing)
    return drawing
  }

  private func drawNames(left: Double, top: Double, in drawing: inout SVG) {
    for (index, name) in columns.enumerated() {
      drawing.text(
        Self.label(name), at: SVG.Point(x: left + (Double(index) + 0.6) * Self.cell, y: top - 8), size: Self.labelSize,
        color: style.ink, rotation: Self.angle)
    }
    for (index, name) in rows.enumerated() {
      drawing.text(
        Self.label(name), at: SVG.Point(x: left - 8, y: top + (Double(index) + 0.5) * Self.cell + 5),
        size: Self.labelSize, color: style.ink, anchor: .end)
    }
  }

  /// A square on the panel's ground, with a gap to its neighbours.
  private func drawSquare(_ share: Double, at place: SVG.Point, title: String? = nil, in drawing: inout SVG) {
    let frame = SVG.Frame(x: place.x + 1, y: place.y + 1, width: Self.cell - 2, height: Self.cell - 2)
    drawing.rectangle(frame, fill: style.panel)
    drawing.rectangle(frame, fill: color, opacity: min(max(share, 0), 1), title: title)
  }

  private func drawScale(left: Double, top: Double, in drawing: inout SVG) {
    drawing.text("0", at: SVG.Point(x: left - 8, y: top + 20), size: 12, color: style.faint, anchor: .end)
    for step in 0...4 {
      drawSquare(Double(step) / 4, at: SVG.Point(x: left + Double(step) * Self.cell, y: top), in: &drawing)
    }
    drawing.text("1", at: SVG.Point(x: left + 5 * Self.cell + 8, y: top + 20), size: 12, color: style.faint)
  }

  private static func label(_ name: String) -> String {
    name.count > longestLabel ? String(name.prefix(longestLabel - 1)) + "…" : name
  }

  /// About how wide a label is: letters of East Asian scripts are twice as wide. Unit: pixels.
  private static func width(_ name: String) -> Double {
    label(name).unicodeScalars.reduce(0) { $0 + labelSize * ($1.value < 0x1100 ? 0.58 : 1) }
  }
}
