/// How a square picture is cut into square patches, row by row from the top: P of them, of patchSize² · 3 numbers each.
public struct PatchGrid: Hashable, Sendable {
  /// Side of the picture. Unit: pixels.
  public let imageSize: Int
  /// Side of a patch; divides ``imageSize``. Unit: pixels.
  public let patchSize: Int

  /// No number of a grid overflows up to here, whatever file it comes from. Unit: pixels.
  public static let longestSide = 1 << 16

  /// Nil where the patches do not fill the picture, or it is larger than ``longestSide``.
  public init?(imageSize: Int, patchSize: Int) {
    guard (1...Self.longestSide).contains(imageSize), patchSize > 0, imageSize % patchSize == 0 else { return nil }
    (self.imageSize, self.patchSize) = (imageSize, patchSize)
  }

  private var side: Int { imageSize / patchSize }

  /// P.
  public var patchCount: Int { side * side }

  /// Numbers of a patch.
  public var patchWidth: Int { patchSize * patchSize * 3 }

  /// The patches of a picture, in the picture's own bytes, resized where its sides are others: [P, patchWidth], and of a
  /// patch row by row, red, green, blue.
  public func patches(of picture: Picture) -> [UInt8] {
    let picture = picture.resized(width: imageSize, height: imageSize)
    var patches: [UInt8] = []
    patches.reserveCapacity(patchCount * patchWidth)
    for patch in 0..<patchCount {
      let (top, left) = (patch / side * patchSize, patch % side * patchSize)
      for y in top..<top + patchSize {
        let start = (y * imageSize + left) * 3
        patches.append(contentsOf: picture.bytes[start..<start + patchSize * 3])
      }
    }
    return patches
  }
}
