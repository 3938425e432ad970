/// The text of a drawing in SVG 1.1, built element by element.
package struct SVG {
  package let width: Double
  package let height: Double
  private var lines: [String] = []

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// The whole file.
  package var text: String {
    let size = "width=\"\(Self.digits(width))\" height=\"\(Self.digits(height))\""
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" \(size) viewBox="0 0 \(Self.digits(width)) \(Self.digits(height))" \
      font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
      """
    return ([head] + lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// A position with two decimals, which is a hundredth of a pixel.
  package static func digits(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  package static func escaped(_ text: String) -> String {
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
  package struct Stroke {
    package var color: String
    package var width: Double
    /// Lengths of dash and gap; empty is a whole line.
    package var dashes: [Double]

    package init(color: String, width: Double = 1, dashes: [Double] = []) {
      (self.color, self.width, self.dashes) = (color, width, dashes)
    }

    fileprivate var attributes: String {
      let dashes = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes.map(digits).joined(separator: " "))\""
      return "fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(digits(width))\"\(dashes)"
    }
  }

  package enum Anchor: String { case start, middle, end }

  /// What a screen reader and a hovering pointer are told.
  package mutating func title(_ text: String) { lines.append("<title>\(Self.escaped(text))</title>") }

  /// - Parameter title: what a hovering pointer is told.
  package mutating func rectangle(_ frame: Frame, fill: String, opacity: Double = 1, title: String? = nil) {
    let opacity = opacity < 1 ? " fill-opacity=\"\(Self.digits(opacity))\"" : ""
    let told = title.map { "><title>\(Self.escaped($0))</title></rect>" } ?? "/>"
    lines.append("<rect \(frame.attributes) fill=\"\(fill)\"\(opacity)\(told)")
  }

  package mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    path([[start, end]], stroke)
  }

  /// Lines through points, each list a piece of its own.
  /// - Parameter clip: the name of a clip declared with ``clip(_:named:)``.
  package mutating func path(_ pieces: [[Point]], _ stroke: Stroke, clip: String? = nil) {
    let commands = pieces.filter { $0.count > 1 }.map { piece in
      "M" + piece.map { "\(Self.digits($0.x)) \(Self.digits($0.y))" }.joined(separator: "L")
    }
    guard !commands.isEmpty else { return }
    let clipping = clip.map { " clip-path=\"url(#\($0))\"" } ?? ""
    lines.append(
      "<path d=\"\(commands.joined())\" \(stroke.attributes) stroke-linejoin=\"round\"\(clipping)/>")
  }

  package mutating func polygon(_ points: [Point], fill: String, opacity: Double, clip: String? = nil) {
    guard points.count > 2 else { return }
    let places = points.map { "\(Self.digits($0.x)) \(Self.digits($0.y))" }.joined(separator: "L")
    let clipping = clip.map { " clip-path=\"url(#\($0))\"" } ?? ""
    lines.append("<path d=\"M\(places)Z\" fill=\"\(fill)\" fill-opacity=\"\(Self.digits(opacity))\"\(clipping)/>")
  }

  /// A mark, with what a hovering pointer is told.
  package mutating func circle(at center: Point, radius: Double, fill: String, title: String? = nil) {
    let place = "cx=\"\(Self.digits(center.x))\" cy=\"\(Self.digits(center.y))\" r=\"\(Self.digits(radius))\""
    let told = title.map { "<title>\(Self.escaped($0))</title>" } ?? ""
    lines.append("<circle \(place) fill=\"\(fill)\">\(told)</circle>")
  }

  package mutating func clip(_ frame: Frame, named name: String) {
    lines.append("<clipPath id=\"\(name)\"><rect \(frame.attributes)/></clipPath>")
  }

  /// - Parameter rotation: around the point, clockwise. Unit: degrees.
  package mutating func text(
    _ text: String, at point: Point, size: Double, color: String = "#222", anchor: Anchor = .start,
    isBold: Bool = false,
    rotation: Double = 0
  ) {
    let place = "\(Self.digits(point.x)) \(Self.digits(point.y))"
    let turned = rotation == 0 ? "" : " transform=\"rotate(\(Self.digits(rotation)) \(place))\""
    let weight = isBold ? " font-weight=\"bold\"" : ""
    lines.append(
      "<text x=\"\(Self.digits(point.x))\" y=\"\(Self.digits(point.y))\" font-size=\"\(Self.digits(size))\" "
        + "fill=\"\(color)\" text-anchor=\"\(anchor.rawValue)\"\(weight)\(turned)>\(Self.escaped(text))</text>")
  }

  package struct Point {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
  }

  package struct Frame {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    fileprivate var attributes: String {
      "x=\"\(digits(x))\" y=\"\(digits(y))\" width=\"\(digits(width))\" height=\"\(digits(height))\""
    }
  }
}
