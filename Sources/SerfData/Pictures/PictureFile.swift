import SerfImages
import SerfStorage

/// Files that columns of pictures name: PNG and JPEG, or features that another program has computed (`.npy`,
/// `.safetensors`).
package enum PictureFile {
  /// The path of a named file: under its folder, or where the name has folders of its own that are not there, by its last
  /// part. Nil where there is no such file.
  package static func path(of name: String, in folder: String) -> String? {
    guard !name.isEmpty else { return nil }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return [name, last].map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }.first(where: WholeFile.exists)
  }

  static func holdsFeatures(_ path: String) -> Bool { path.hasSuffix(".npy") || path.hasSuffix(".safetensors") }

  /// The longest file of features. Unit: bytes.
  private static let featureLimit = 64 << 20

  /// Features as rows of numbers: one row of a vector, or one a patch.
  static func features(_ path: String) throws(DataError) -> (count: Int, values: [Float]) {
    let (shape, values): ([Int], [Float])
    do throws(StorageError) { (shape, values) = try array(path) } catch { throw .storage(error) }
    guard shape.count == 1 || shape.count == 2, !values.isEmpty else { throw .shapeOfFeatures(path, shape) }
    guard values.allSatisfy(\.isFinite) else { throw .infiniteFeatures(path) }
    return (shape.count == 1 ? 1 : shape[0], values)
  }

  private static func array(_ path: String) throws(StorageError) -> ([Int], [Float]) {
    if path.hasSuffix(".npy") {
      let file = try NumPyFile(contentsOf: path, limit: featureLimit)
      return (file.shape, file.values)
    }
    try WholeFile.requireOrdinary(path)
    let file = try SafetensorsFile(path)
    guard let name = file.names.first, file.names.count == 1, let shape = file.shape(of: name) else {
      throw .severalTensors(path, file.names)
    }
    let bytes = file.byteCount(of: name)
    guard bytes <= featureLimit else { throw .fileTooLong(path, bytes: bytes, limit: featureLimit) }
    return (shape, try file.widenedValues(of: name))
  }
}
