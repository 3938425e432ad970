internal import SerfCharts

/// The file that `--attention` writes: a drawing of the first text, or a page of the first texts.
struct AttentionPicture {
  /// What a task says of its grids.
  struct Wording {
    let heading: String
    /// Of the page.
    let explanation: String
    /// Under the title of each grid.
    let subtitle: String
  }

  /// The words of a text, or two, and the share that each row gives to each column.
  struct Grid {
    let caption: String
    let rows: [String]
    let columns: [String]
    let shares: [[Double]]
  }

  let file: OutputFile
  private let wording: Wording
  private var drawn: [Grid] = []
  /// Texts that have no picture though there was room for it.
  private(set) var skippedCount = 0

  /// Pictures of a page, a few hundred kilobytes.
  private static let mostPictures = 50

  /// - Throws: `CommandError` for a name that is neither .svg nor .html, or a file that exists, without `force`.
  init(path: String, force: Bool, _ wording: Wording) throws {
    guard path.hasSuffix(".svg") || path.hasSuffix(".html") else {
      throw CommandError.usage("--attention is \(path); expected is a name that ends in .svg or .html")
    }
    file = OutputFile(path: path, force: force)
    self.wording = wording
    try file.check()
  }

  private var isPage: Bool { file.path.hasSuffix(".html") }

  private var isFull: Bool { drawn.count == (isPage ? Self.mostPictures : 1) }

  /// Adds a grid while there is room for it.
  /// - Parameter grid: makes it; nil where a text has none.
  mutating func add(_ grid: () throws -> Grid?) rethrows {
    guard !isFull else { return }
    if let grid = try grid() { drawn.append(grid) } else { skippedCount += 1 }
  }

  /// Writes the file and says so.
  /// - Throws: `CommandError` where there is nothing to draw.
  func write(_ console: Console) throws {
    guard !drawn.isEmpty else {
      throw CommandError.usage("\(file.path): no text has a picture; each is empty or longer than the model takes")
    }
    try file.write(isPage ? page : chart(drawn[0], title: wording.heading).drawing.text)
    if skippedCount > 0 {
      console.message(
        "\(file.path): \(skippedCount) \(skippedCount == 1 ? "text has" : "texts have") no picture; an empty text, or one "
          + "longer than the model takes, has none")
    }
    console.message("wrote \(file.path)")
  }

  private func chart(_ grid: Grid, title: String) -> GridChart {
    GridChart(title: title, subtitle: wording.subtitle, rows: grid.rows, columns: grid.columns, values: grid.shares)
  }
}

// MARK: - The page
extension AttentionPicture {
  private var page: String {
    let figures = drawn.enumerated().map { index, text in
      var chart = chart(text, title: "Text \(index + 1)")
      (chart.style, chart.color) = (.page, "var(--share)")
      return """
        <figure tabindex="0">
        \(chart.drawing.text)<figcaption>\(SVG.escaped(text.caption))</figcaption>
        </figure>
        """
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(wording.heading)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(wording.heading)</h1>
      <p>\(wording.explanation)</p>
      \(figures.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// A drawing keeps its size, so that its words can be read on a phone, and is moved sideways where it is too wide.
  private static let style = """
    :root { --ground: #ffffff; --panel: #f1f3f6; --grid: #e3e6ea; --zero: #9aa0a6; --ink: #1c1f23; --faint: #565c64;
      --share: #0072b2; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14171b; --panel: #20252c; --grid: #2c323a; --zero: #6b737d; --ink: #e8eaed; --faint: #a3abb5;
        --share: #56b4e9; } }
    body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; line-height: 1.2; margin: 0.2rem 0; }
    p { max-width: 44rem; }
    figure { margin: 0 0 2rem; overflow-x: auto; }
    figure svg { display: block; }
    figcaption { color: var(--faint); font-size: 0.9rem; padding: 0.2rem 0.6rem; }
    @media print { figure { break-inside: avoid; overflow: visible; } figure svg { max-width: 100%; height: auto; } }
    """
}
