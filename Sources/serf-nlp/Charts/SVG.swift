/// The text of a drawing in SVG 1.1, built element by element.
struct SVG {
  let width: Double
  let height: Double
  private var lines: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// The whole file.
  var text: String {
    let size = "width=\"\(Self.digits(width))\" height=\"\(Self.digits(height))\""
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) viewBox="0 0 \(Self.digits(width)) \(Self.digits(height))" \
      font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
      """
    return ([head] + lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// A position with two decimals, which is a hundredth of a pixel.
  static func digits(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

// MARK: - Elements
extension SVG {
  struct Stroke {
    var color: String
    var width = 1.0
    /// Lengths of dash and gap; empty is a whole line.
    var dashes: [Double] = []

    fileprivate var attributes: String {
      let dashes = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes.map(digits).joined(separator: " "))\""
      return "fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(digits(width))\"\(dashes)"
    }
  }

  enum Anchor: String { case start, middle, end }

  /// What a screen reader and a hovering pointer are told.
  mutating func title(_ text: String) { lines.append("<title>\(Self.escaped(text))</title>") }

  mutating func rectangle(_ frame: Frame, fill: String) {
    lines.append("<rect \(frame.attributes) fill=\"\(fill)\"/>")
  }

  mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    path([[start, end]], stroke)
  }

  /// Lines through points, each list a piece of its own.
  /// - Parameter clip: the name of a clip declared with ``clip(_:named:)``.
  mutating func path(_ pieces: [[Point]], _ stroke: Stroke, clip: String? = nil) {
    let commands = pieces.filter { $0.count > 1 }.map { piece in
      "M" + piece.map { "\(Self.digits($0.x)) \(Self.digits($0.y))" }.joined(separator: "L")
    }
    guard !commands.isEmpty else { return }
    let clipping = clip.map { " clip-path=\"url(#\($0))\"" } ?? ""
    lines.append(
      "<path d=\"\(commands.joined())\" \(stroke.attributes) stroke-linejoin=\"round\"\(clipping)/>")
  }

  mutating func clip(_ frame: Frame, named name: String) {
    lines.append("<clipPath id=\"\(name)\"><rect \(frame.attributes)/></clipPath>")
  }

  mutating func text(
    _ text: String, at point: Point, size: Double, color: String = "#222", anchor: Anchor = .start, isBold: Bool = false
  ) {
    let weight = isBold ? " font-weight=\"bold\"" : ""
    lines.append(
      "<text x=\"\(Self.digits(point.x))\" y=\"\(Self.digits(point.y))\" font-size=\"\(Self.digits(size))\" "
        + "fill=\"\(color)\" text-anchor=\"\(anchor.rawValue)\"\(weight)>\(Self.escaped(text))</text>")
  }

  struct Point {
    var x: Double
    var y: Double
  }

  struct Frame {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    fileprivate var attributes: String {
      "x=\"\(digits(x))\" y=\"\(digits(y))\" width=\"\(digits(width))\" height=\"\(digits(height))\""
    }
  }
}
