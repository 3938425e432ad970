/// The colours of a chart but for its curves.
package struct ChartStyle: Hashable, Sendable {
  /// Of the whole drawing; nil leaves it to the page.
  package var ground: String?
  package var panel: String
  package var grid: String
  package var zero: String
  /// Titles and names.
  package var ink: String
  /// Figures along the axes.
  package var faint: String

  /// For a file of its own, on white.
  package static let paper = ChartStyle(
    ground: "#ffffff", panel: "#fbfbfc", grid: "#e6e8eb", zero: "#9aa0a6", ink: "#222", faint: "#555")

  /// For a page that is light or dark as its reader likes: colours are the page's variables.
  package static let page = ChartStyle(
    panel: "var(--panel)", grid: "var(--grid)", zero: "var(--zero)", ink: "var(--ink)", faint: "var(--faint)")

  /// Colours that people with any colour vision tell apart (Okabe and Ito 2008), the strongest first.
  package static let colors = [
    "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#6b7177", "#e69f00", "#56b4e9", "#8e6c00", "#7b3fa0",
  ]

  /// The colour of the n-th curve; past the last they begin again, dashed.
  package static func stroke(_ index: Int, width: Double = 1.8) -> SVG.Stroke {
    SVG.Stroke(
      color: colors[index % colors.count], width: width,
      dashes: index < colors.count ? [] : index < 2 * colors.count ? [6, 3] : [2, 2])
  }
}
