import CImages
import Glibc

/// A drawing of at most 16 colours, written as a PNG of 4 bits a pixel.
public struct PalettePNG: Sendable {
  public let bytes: [UInt8]

  /// - Parameters:
  ///   - indices: width × height numbers of colours, row by row from the top.
  ///   - palette: red, green and blue of 1 to 16 colours.
  /// - Precondition: every index is below the number of colours.
  public init(indices: [UInt8], width: Int, height: Int, palette: [[UInt8]]) {
    precondition((1...16).contains(palette.count) && palette.allSatisfy { $0.count == 3 }, "1 to 16 colours")
    precondition(width > 0 && height > 0 && indices.count == width * height, "\(indices.count) pixels")
    precondition(indices.allSatisfy { $0 < palette.count }, "a colour beyond the palette")
    var size = 0
    guard
      let encoded = unsafe serf_png_encode(
        indices, UInt32(width), UInt32(height), palette.flatMap(\.self), UInt32(palette.count), &size)
    else { preconditionFailure("no memory for a PNG") }
    defer { unsafe free(encoded) }
    bytes = unsafe Array(UnsafeBufferPointer(start: encoded, count: size))
  }
}
