/// A picture as 8-bit red, green and blue.
public struct Picture: Hashable, Sendable {
  /// Unit: pixels.
  public let width: Int
  /// Unit: pixels.
  public let height: Int
  /// height × width × 3 bytes, row by row from the top.
  public let bytes: [UInt8]

  /// - Precondition: both sides are above 0, and there are three bytes a pixel.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(width > 0 && height > 0 && bytes.count == width * height * 3, "\(bytes.count) bytes for a picture")
    (self.width, self.height, self.bytes) = (width, height, bytes)
  }

  /// Red, green and blue of a pixel.
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    let place = (y * width + x) * 3
    return (bytes[place], bytes[place + 1], bytes[place + 2])
  }
}
