internal import SerfCharts
internal import SerfTraining

/// The picture of a run: losses on the left, the score that decides on the right, an epoch a point.
struct LearningCurve {
  let title: String
  let validations: [ValidationReport]

  private static let panelWidth = 400.0
  private static let panelHeight = 300.0
  private static let margin = 60.0

  var drawing: SVG {
    var drawing = SVG(width: 2 * (Self.panelWidth + Self.margin) + 40, height: Self.panelHeight + 150)
    drawing.title("Learning curve of \(title)")
    drawing.rectangle(SVG.Frame(x: 0, y: 0, width: drawing.width, height: drawing.height), fill: "#ffffff")
    drawing.text(title, at: SVG.Point(x: Self.margin, y: 34), size: 18, isBold: true)
    let losses = [
      Curve(name: "training loss", color: "#0072b2", values: validations.map(\.trainingLoss)),
      Curve(name: "dev loss", color: "#d55e00", values: validations.map(\.loss)),
    ]
    let scores = [Curve(name: "dev score", color: "#009e73", values: validations.map(\.score))]
    draw(losses, left: Self.margin, clip: "clip-loss", in: &drawing)
    draw(scores, left: 2 * Self.margin + Self.panelWidth + 20, clip: "clip-score", in: &drawing)
    return drawing
  }

  private struct Curve {
    let name: String
    let color: String
    let values: [Double]
  }

  private func draw(_ curves: [Curve], left: Double, clip: String, in drawing: inout SVG) {
    let epochs = validations.map { Double($0.epoch) }
    let top = 84.0
    let panel = ChartPanel(
      frame: SVG.Frame(x: left, y: top, width: Self.panelWidth, height: Self.panelHeight),
      x: ChartPanel.range(of: epochs, room: 0.02), y: ChartPanel.range(of: curves.flatMap(\.values), room: 0.08),
      clip: clip)
    panel.drawAxes(in: &drawing, tickCount: 8, labelSize: 12)
    for (index, curve) in curves.enumerated() {
      let points = zip(epochs, curve.values).map { (x: $0, y: $1) }
      panel.drawCurve([points], in: &drawing, SVG.Stroke(color: curve.color, width: 2.2))
      for point in points {
        let place = panel.point(point.x, point.y)
        drawing.rectangle(SVG.Frame(x: place.x - 2.5, y: place.y - 2.5, width: 5, height: 5), fill: curve.color)
      }
      let legend = SVG.Point(x: left + Double(index) * 150, y: 68)
      drawing.line(
        from: SVG.Point(x: legend.x, y: legend.y - 5), to: SVG.Point(x: legend.x + 26, y: legend.y - 5),
        SVG.Stroke(color: curve.color, width: 2.2))
      drawing.text(curve.name, at: SVG.Point(x: legend.x + 34, y: legend.y), size: 13)
    }
    let place = SVG.Point(x: left + Self.panelWidth / 2, y: top + Self.panelHeight + 42)
    drawing.text("epoch", at: place, size: 13, color: "#555", anchor: .middle)
  }
}
