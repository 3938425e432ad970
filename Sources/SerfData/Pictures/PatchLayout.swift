package import SerfImages

/// What a network sees of a picture: P patches of so many numbers each.
public struct PatchLayout: Hashable, Codable, Sendable {
  /// Side of a picture; nil for features computed beforehand. Unit: pixels.
  public let imageSize: Int?
  /// Side of a patch; nil for features. Unit: pixels.
  public let patchSize: Int?
  /// P.
  public let count: Int
  /// Numbers of a patch.
  public let width: Int
  /// What is taken from a byte, and what it is then divided by, so that what a network sees is centred and of size 1: mean
  /// and standard deviation of the pictures that it was trained with.
  public private(set) var mean = 127.5
  public private(set) var deviation = 127.5

  /// Pictures cut into patches.
  package init(_ grid: PatchGrid) {
    (imageSize, patchSize, count, width) = (grid.imageSize, grid.patchSize, grid.patchCount, grid.patchWidth)
  }

  /// Pictures as sizes that need not agree cut them; ``grid`` tells.
  package init(imageSize: Int, patchSize: Int) {
    let side = imageSize / max(patchSize, 1)
    (self.imageSize, self.patchSize, count, width) = (imageSize, patchSize, side * side, patchSize * patchSize * 3)
  }

  /// Features computed beforehand.
  package init(count: Int, width: Int) { (imageSize, patchSize, self.count, self.width) = (nil, nil, count, width) }

  /// How pictures are cut; nil for features, and where the sizes, which may come from a damaged file, do not agree.
  package var grid: PatchGrid? {
    guard let imageSize, let patchSize, let grid = PatchGrid(imageSize: imageSize, patchSize: patchSize),
      grid.patchCount == count, grid.patchWidth == width
    else { return nil }
    return grid
  }

  package var holdsFeatures: Bool { imageSize == nil }

  /// What a picture takes in a store: a byte a number, or of features four.
  package var bytesPerPicture: Int { count * width * (holdsFeatures ? MemoryLayout<Float>.stride : 1) }

  /// The same patches of pictures whose bytes are spread like these.
  func standardized(by bytes: some Sequence<UInt8>) -> PatchLayout {
    var (count, sum, squares) = (0, 0, 0)
    for byte in bytes {
      count += 1
      sum += Int(byte)
      squares += Int(byte) * Int(byte)
    }
    var layout = self
    layout.mean = Double(sum) / Double(max(count, 1))
    // Pictures of one colour alone have no spread.
    layout.deviation = max(1, (Double(squares) / Double(max(count, 1)) - layout.mean * layout.mean).squareRoot())
    return layout
  }

  /// That of some files: of features the first one's own, of pictures the one asked for.
  /// - Parameter place: the row that names the file, as messages say it.
  package init(of path: String, cutAs grid: PatchGrid, place: String? = nil) throws(DataError) {
    guard PictureFile.holdsFeatures(path) else {
      self.init(grid)
      return
    }
    let (count, values): (Int, [Float])
    do throws(DataError) { (count, values) = try PictureFile.features(path) } catch { throw error.ofRow(at: place) }
    self.init(count: count, width: values.count / count)
  }
}
