import SeededDraws
import SerfImages

/// Draws things on a pale ground, without smoothing: every pixel has one of the palette's colours.
package struct Drawing: Sendable {
  /// Unit: pixels.
  package static let size = 36
  /// Side of a cell of the scene's grid. Unit: pixels.
  private static let cell = size / Place.side
  private static let grounds: [[UInt8]] = [
    [255, 255, 255], [246, 240, 226], [230, 238, 244], [236, 244, 232], [240, 232, 240],
  ]

  private let ground: Int
  private var pixels: [UInt8]

  /// A sheet of one of the grounds.
  init(random: inout SplitMix64) {
    ground = random.below(Self.grounds.count)
    pixels = [UInt8](repeating: 0, count: Self.size * Self.size)
  }

  /// Draws a thing in the middle of its cell, a pixel of ground around it.
  mutating func draw(_ thing: Thing, at place: Place) {
    let side = Self.cell - 2
    let (left, top) = (place.column * Self.cell + 1, place.row * Self.cell + 1)
    let colour = UInt8(1 + (Thing.Colour.allCases.firstIndex(of: thing.colour) ?? 0))
    for y in 0..<side {
      for x in 0..<side where thing.shape.covers(x: 2 * x + 1 - side, y: 2 * y + 1 - side, side: side) {
        pixels[(top + y) * Self.size + left + x] = colour
      }
    }
  }

  package var png: [UInt8] {
    let palette = [Self.grounds[ground]] + Thing.Colour.allCases.map(\.rgb)
    return PalettePNG(indices: pixels, width: Self.size, height: Self.size, palette: palette).bytes
  }
}

extension Thing.Shape {
  /// Whether a shape covers a pixel.
  /// - Parameters:
  ///   - x: of the pixel's middle from the shape's, to the right. Unit: half pixels.
  ///   - y: the same, downwards.
  ///   - side: of the square that the shape fills. Unit: pixels.
  fileprivate func covers(x: Int, y: Int, side: Int) -> Bool {
    switch self {
    case .circle: x * x + y * y <= side * side
    case .square: max(abs(x), abs(y)) < side
    case .triangle: 2 * abs(x) <= y + side
    case .cross: min(abs(x), abs(y)) <= side / 3
    }
  }
}
