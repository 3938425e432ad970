internal import SerfActivations
internal import SerfCharts

/// The picture of activation functions: values and slopes of some side by side, then a small panel for each of many.
struct ActivationPlot {
  let compared: [any Activation]

  /// Functions with a small panel of their own.
  let each: [any Activation]

  let x: ClosedRange<Double>

  private static let margin = 56.0
  private static let panelWidth = 430.0
  private static let panelHeight = 380.0
  private static let gap = 64.0
  private static let columns = 5
  private static let cellWidth = 156.0
  private static let cellHeight = 158.0

  var drawing: SVG {
    let rowCount = (each.count + Self.columns - 1) / Self.columns
    let legendRows = (compared.count + 5) / 6
    let top = 64 + Double(legendRows) * 24
    let cellsTop = top + Self.panelHeight + 92
    let height = each.isEmpty ? top + Self.panelHeight + 48 : cellsTop + Double(rowCount) * Self.cellHeight + 12
    var drawing = SVG(width: Self.margin + 2 * Self.panelWidth + Self.gap + 28, height: height)
    drawing.title("Activation functions: " + (compared + each).map(\.name).joined(separator: ", "))
    drawing.rectangle(SVG.Frame(x: 0, y: 0, width: drawing.width, height: drawing.height), fill: "#ffffff")
    drawing.text("Activation functions", at: SVG.Point(x: Self.margin, y: 36), size: 20, isBold: true)
    drawLegend(in: &drawing)
    drawComparison(in: &drawing, top: top)
    if !each.isEmpty { drawCells(in: &drawing, top: cellsTop) }
    return drawing
  }
}

// MARK: - The comparison
extension ActivationPlot {
  private func stroke(_ index: Int) -> SVG.Stroke { ChartStyle.stroke(index, width: index == 0 ? 3 : 1.8) }

  private func drawLegend(in drawing: inout SVG) {
    for (index, activation) in compared.enumerated() {
      let left = Self.margin + Double(index % 6) * 158
      let base = 66 + Double(index / 6) * 24
      drawing.line(
        from: SVG.Point(x: left, y: base - 5), to: SVG.Point(x: left + 30, y: base - 5), stroke(index))
      drawing.text(activation.name, at: SVG.Point(x: left + 38, y: base), size: 14, isBold: index == 0)
    }
  }

  private func drawComparison(in drawing: inout SVG, top: Double) {
    let curves = compared.map { ActivationCurve($0, x: x, count: 801) }
    drawPanel("value", curves.map(\.values), left: Self.margin, top: top, in: &drawing)
    drawPanel("slope", curves.map(\.slopes), left: Self.margin + Self.panelWidth + Self.gap, top: top, in: &drawing)
  }

  private func drawPanel(
    _ title: String, _ curves: [[[(x: Double, y: Double)]]], left: Double, top: Double, in drawing: inout SVG
  ) {
    let frame = SVG.Frame(x: left, y: top + 8, width: Self.panelWidth, height: Self.panelHeight)
    let panel = ChartPanel(frame: frame, x: x, y: ActivationCurve.height(of: curves), clip: "clip-\(title)")
    panel.drawAxes(in: &drawing, tickCount: 10, labelSize: 12)
    // The first function lies on top.
    for (index, curve) in curves.enumerated().reversed() {
      panel.drawCurve(curve, in: &drawing, stroke(index))
    }
    drawing.text(title, at: SVG.Point(x: left + 10, y: top + 28), size: 14, color: "#333", isBold: true)
  }
}

// MARK: - A small panel for each
extension ActivationPlot {
  private func drawCells(in drawing: inout SVG, top: Double) {
    let value = SVG.Stroke(color: ChartStyle.colors[1], width: 2)
    let slope = SVG.Stroke(color: ChartStyle.colors[0], width: 1.5, dashes: [5, 3])
    let base = top - 26
    drawing.text("Each function:", at: SVG.Point(x: Self.margin, y: base), size: 14, isBold: true)
    for (left, name, stroke) in [(Self.margin + 120, "value", value), (Self.margin + 220, "slope", slope)] {
      drawing.line(from: SVG.Point(x: left, y: base - 5), to: SVG.Point(x: left + 30, y: base - 5), stroke)
      drawing.text(name, at: SVG.Point(x: left + 38, y: base), size: 14)
    }
    let stride = (drawing.width - Self.margin - 28 - Self.cellWidth) / Double(Self.columns - 1)
    for (index, activation) in each.enumerated() {
      let frame = SVG.Frame(
        x: Self.margin + Double(index % Self.columns) * stride,
        y: top + Double(index / Self.columns) * Self.cellHeight + 10,
        width: Self.cellWidth, height: Self.cellHeight - 48)
      let panel = ChartPanel(frame: frame, x: x, y: -2...3, clip: "clip-cell-\(index)")
      panel.drawAxes(in: &drawing, tickCount: 5, labelSize: 9)
      let curve = ActivationCurve(activation, x: x, count: 301)
      panel.drawCurve(curve.slopes, in: &drawing, slope)
      panel.drawCurve(curve.values, in: &drawing, value)
      drawing.text(activation.name, at: SVG.Point(x: frame.x, y: frame.y - 5), size: 12, isBold: true)
    }
  }
}
