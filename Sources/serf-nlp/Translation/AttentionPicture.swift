internal import SerfCharts
internal import SerfModels

/// The file that `translate --attention` writes: a drawing of the first text, or a page of the first texts.
struct AttentionPicture {
  let file: OutputFile
  /// Text, translation and attention of what is drawn.
  private var drawn: [(source: String, grid: AttentionGrid)] = []
  /// Texts that have no picture though there was room for it.
  private(set) var skippedCount = 0

  /// Pictures of a page, a few hundred kilobytes.
  private static let mostPictures = 50

  /// - Throws: `CommandError` for a name that is neither .svg nor .html, or a file that exists, without `force`.
  init(path: String, force: Bool) throws {
    guard path.hasSuffix(".svg") || path.hasSuffix(".html") else {
      throw CommandError.usage("--attention is \(path); expected is a name that ends in .svg or .html")
    }
    file = OutputFile(path: path, force: force)
    try file.check()
  }

  private var isPage: Bool { file.path.hasSuffix(".html") }

  var isFull: Bool { drawn.count == (isPage ? Self.mostPictures : 1) }

  mutating func add(_ source: String, _ translation: String, _ translator: Translator) throws {
    guard !isFull else { return }
    if let grid = try translator.attention(in: source, saying: translation) {
      drawn.append((source, grid))
    } else {
      skippedCount += 1
    }
  }

  /// - Throws: `CommandError` where there is nothing to draw.
  func write() throws {
    guard !drawn.isEmpty else {
      throw CommandError.usage("\(file.path): no text has a picture; each is empty or longer than the model takes")
    }
    try file.write(isPage ? page : Self.chart(drawn[0].grid, title: "Where the translation looks").drawing.text)
  }

  private static func chart(_ grid: AttentionGrid, title: String) -> GridChart {
    GridChart(
      title: title, subtitle: "Each row adds up to 1; end is where a text ends.", rows: grid.target + ["end"],
      columns: grid.source + ["end"], values: grid.weights)
  }
}

// MARK: - The page
extension AttentionPicture {
  private var page: String {
    let figures = drawn.enumerated().map { index, text in
      var chart = Self.chart(text.grid, title: "Text \(index + 1)")
      (chart.style, chart.color) = (.page, "var(--share)")
      return """
        <figure tabindex="0">
        \(chart.drawing.text)<figcaption>\(SVG.escaped(text.source))</figcaption>
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
      <title>Where translations look</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>Where translations look</h1>
      <p>A row is a word of the translation, a column a word of the source. The fuller a square, the more of its attention
      the decoder gave to that word while it said the row's: the mean of the heads of its last block but one. Point at a
      square for its share.</p>
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
