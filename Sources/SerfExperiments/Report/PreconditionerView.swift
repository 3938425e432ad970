internal import Glibc
internal import SerfActivations
internal import SerfCharts

/// The paper's view of Serf: its slope is Swish, scaled by a preconditioner, and a gate.
///
/// f′(x) = p(x)·swish(x) + f(x)/x with p(x) = (2/√π)·e^(−ln²(1+eˣ)); at 0 the quotient is its limit, erf(ln 2).
package enum PreconditionerView {
  /// ln(1 + eˣ), without overflow or loss.
  static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

  static func preconditioner(_ x: Double) -> Double {
    let s = softplus(x)
    return 2 / Double.pi.squareRoot() * exp(-s * s)
  }

  static func swish(_ x: Double) -> Double { x / (1 + exp(-x)) }

  /// f(x)/x.
  package static func gate(_ x: Double) -> Double { erf(softplus(x)) }

  /// p(x)·swish(x) + f(x)/x.
  package static func slope(_ x: Double) -> Double { preconditioner(x) * swish(x) + gate(x) }

  static var blocks: [ReportDocument.Block] {
    [
      .heading("Swish and Serf"),
      .paragraph(
        "The slope of Serf has two parts: f′(x) = p(x)·swish(x) + f(x)/x, with p(x) = (2/√π)·e^(−ln²(1+eˣ)). The second, "
          + "f(x)/x = erf(ln(1+eˣ)), is the gate by which Serf multiplies x. The first is Swish times p, which falls from "
          + "2/√π = 1.128 far left through 0.698 at 0 to 0 on the right: the paper calls it a preconditioner and "
          + "holds that it regularises. The identity is exact; the effect is what experiments ask."),
      .charts([chart]),
    ]
  }

  private static var chart: ReportDocument.Chart {
    ReportDocument.Chart(svg: drawing(.page).text, caption: "")
  }

  /// The same as a file of its own, on white: the picture of Documentation/Swish-and-Serf.md.
  package static var picture: String { drawing(.paper).text }

  /// The four curves.
  private static func drawing(_ style: ChartStyle) -> SVG {
    let parts: [(String, (Double) -> Double)] = [
      ("f′(x)", slope), ("p(x)·swish(x)", { preconditioner($0) * swish($0) }), ("f(x)/x", gate),
      ("p(x)", preconditioner),
    ]
    let series = parts.enumerated().map { index, part in
      LineChart.Series(
        name: part.0, stroke: ChartStyle.stroke(index, width: index == 0 ? 3 : 2),
        points: (0...100).map { step in
          let x = -5 + Double(step) * 0.1
          return LineChart.Point(x: x, y: part.1(x))
        })
    }
    var chart = LineChart(
      title: "The slope of Serf and its parts", xTitle: "x", yTitle: "", series: series, id: "preconditioner")
    chart.style = style
    return chart.drawing
  }
}
