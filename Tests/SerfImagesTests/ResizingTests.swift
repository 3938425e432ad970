import SerfImages
import TestSupport
import Testing

@Suite("Sizes and patches of pictures")
struct ResizingTests {
  private static func picture(_ width: Int, _ height: Int, seed: UInt64 = 5) -> Picture {
    var random = SeededRandom(seed: seed)
    return Picture(
      width: width, height: height,
      bytes: (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  /// The mean of an area in floating point, straight from its definition.
  private static func mean(_ picture: Picture, _ x: Range<Double>, _ y: Range<Double>, channel: Int) -> Double {
    var sum = 0.0
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let wide = min(x.upperBound, Double(column + 1)) - max(x.lowerBound, Double(column))
        let high = min(y.upperBound, Double(row + 1)) - max(y.lowerBound, Double(row))
        guard wide > 0, high > 0 else { continue }
        sum += wide * high * Double(picture.bytes[(row * picture.width + column) * 3 + channel])
      }
    }
    return sum / ((x.upperBound - x.lowerBound) * (y.upperBound - y.lowerBound))
  }

  @Test("a new pixel is the mean of the area it covers", arguments: [(3, 5), (7, 7), (11, 4), (1, 1), (20, 31)])
  func areas(size: (Int, Int)) {
    let picture = Self.picture(11, 9)
    let resized = picture.resized(width: size.0, height: size.1)
    let (across, down) = (11 / Double(size.0), 9 / Double(size.1))
    for y in 0..<size.1 {
      for x in 0..<size.0 {
        for channel in 0..<3 {
          let expected = Self.mean(
            picture, Double(x) * across..<Double(x + 1) * across, Double(y) * down..<Double(y + 1) * down,
            channel: channel)
          #expect(abs(Double(resized.bytes[(y * size.0 + x) * 3 + channel]) - expected) <= 0.5 + 1e-9)
        }
      }
    }
  }

  @Test("the same size is the same picture, and twice the size has every pixel four times")
  func same() {
    let picture = Self.picture(6, 4)
    #expect(picture.resized(width: 6, height: 4) == picture)
    let twice = picture.resized(width: 12, height: 8)
    for y in 0..<8 { for x in 0..<12 { #expect(twice[x, y] == picture[x / 2, y / 2]) } }
    #expect(twice.resized(width: 6, height: 4) == picture)
  }

  @Test("a tall, narrow picture takes the memory of a row, not of all its rows at the new width")
  func tall() {
    let height = 200_000
    let picture = Picture(width: 1, height: height, bytes: (0..<height * 3).map { UInt8($0 / 3 / (height / 2) * 200) })
    let before = PeakMemory.bytes
    let resized = picture.resized(width: 300, height: 2)
    // All rows at the new width would take 1.4 GB.
    #expect(PeakMemory.bytes - before < 512 << 20)
    #expect(resized.bytes == [UInt8](repeating: 0, count: 900) + [UInt8](repeating: 200, count: 900))
  }

  @Test("patches go row by row and hold the picture's pixels")
  func patches() throws {
    let picture = Self.picture(6, 6)
    let grid = try #require(PatchGrid(imageSize: 6, patchSize: 3))
    #expect(grid.patchCount == 4 && grid.patchWidth == 27)
    let patches = grid.patches(of: picture)
    for patch in 0..<4 {
      for y in 0..<3 {
        for x in 0..<3 {
          let pixel = picture[patch % 2 * 3 + x, patch / 2 * 3 + y]
          let place = patch * 27 + (y * 3 + x) * 3
          #expect(patches[place] == pixel.red && patches[place + 1] == pixel.green && patches[place + 2] == pixel.blue)
        }
      }
    }
    #expect(grid.patches(of: Self.picture(13, 8)).count == 4 * 27)
    #expect(PatchGrid(imageSize: 6, patchSize: 4) == nil && PatchGrid(imageSize: 0, patchSize: 1) == nil)
  }
}
