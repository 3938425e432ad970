import SerfImages

/// The pictures of a run, each decoded once, resized and cut into patches, and kept as bytes; or features, as numbers.
package struct PictureStore: Sendable {
  package private(set) var layout: PatchLayout
  private let numbers: [String: Int]
  /// [pictures, P, width]; empty for features.
  private let bytes: [UInt8]
  /// [pictures, P, width]; empty for pictures.
  private let features: [Float]

  /// The most memory that the pictures of a run may take. Unit: bytes.
  package static let memoryLimit = 4 << 30

  /// Reads every file once.
  /// - Parameters:
  ///   - paths: may name a file more than once.
  ///   - places: of a path the row that names it, as messages say it: "train.tsv:7".
  /// - Throws: ``DataError`` that names the file, and its row: missing, damaged, too large, not like the layout; or one
  ///   that names the memory that all of them would take.
  package init(
    _ paths: some Sequence<String>, layout: PatchLayout, places: [String: String] = [:],
    memoryLimit: Int = PictureStore.memoryLimit
  ) throws(DataError) {
    var distinct: [String] = []
    var numbers: [String: Int] = [:]
    for path in paths where numbers[path] == nil {
      numbers[path] = distinct.count
      distinct.append(path)
    }
    let size = distinct.count * layout.count * layout.width
    let need = distinct.count * layout.bytesPerPicture
    guard need <= memoryLimit else {
      throw .tooManyPictures(distinct.count, bytes: need, limit: memoryLimit, areFeatures: layout.holdsFeatures)
    }
    var (bytes, features): ([UInt8], [Float]) = ([], [])
    if layout.holdsFeatures { features.reserveCapacity(size) } else { bytes.reserveCapacity(size) }
    for path in distinct {
      do throws(DataError) {
        if layout.holdsFeatures {
          features += try Self.features(path, layout)
        } else {
          bytes += try Self.patches(path, layout)
        }
      } catch { throw error.ofRow(at: places[path]) }
    }
    (self.layout, self.numbers, self.bytes, self.features) = (layout, numbers, bytes, features)
  }

  private static func features(_ path: String, _ layout: PatchLayout) throws(DataError) -> [Float] {
    guard PictureFile.holdsFeatures(path) else { throw .picturesAndFeatures(path, expectsFeatures: true) }
    let (count, values) = try PictureFile.features(path)
    guard count == layout.count, values.count == layout.count * layout.width else {
      throw .otherFeatures(path, found: [count, values.count / count], expected: [layout.count, layout.width])
    }
    return values
  }

  private static func patches(_ path: String, _ layout: PatchLayout) throws(DataError) -> [UInt8] {
    guard !PictureFile.holdsFeatures(path) else { throw .picturesAndFeatures(path, expectsFeatures: false) }
    guard let grid = layout.grid else { preconditionFailure("pictures of a layout that is no grid") }
    do throws(PictureError) { return grid.patches(of: try Picture(contentsOf: path)) } catch { throw .picture(error) }
  }
}

// MARK: - Use
extension PictureStore {
  package var count: Int { numbers.count }

  /// The number of a picture that was read.
  package func number(of path: String) -> Int? { numbers[path] }

  /// Lets what networks see be centred and of size 1 over some of the pictures; features stay as they are.
  package mutating func standardize(over paths: some Sequence<String>) {
    guard !layout.holdsFeatures else { return }
    let size = layout.count * layout.width
    let chosen = Set(paths).compactMap { numbers[$0] }.sorted()
    layout = layout.standardized(by: chosen.lazy.flatMap { [bytes] in bytes[$0 * size..<($0 + 1) * size] })
  }

  /// Writes the patches of a picture as networks see them.
  /// - Parameter numbers: P · width.
  package func write(picture: Int, into numbers: inout MutableSpan<Float>) {
    let start = picture * numbers.count
    if layout.holdsFeatures {
      for index in numbers.indices { numbers[index] = features[start + index] }
    } else {
      let (mean, factor) = (Float(layout.mean), 1 / Float(layout.deviation))
      for index in numbers.indices { numbers[index] = (Float(bytes[start + index]) - mean) * factor }
    }
  }

  /// Tells these pictures from others.
  package var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    fingerprint.add(features.lazy.map(\.bitPattern))
    return fingerprint
  }
}
