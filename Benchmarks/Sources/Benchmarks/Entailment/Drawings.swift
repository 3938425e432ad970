import Foundation
import SerfData
import SerfImages

/// Drawings that go through files, as pictures do.
enum Drawings {
  static let palette: [[UInt8]] = (0..<16).map { [17 * $0, 255 - 17 * $0, 7 * $0] }

  /// - Parameter drawings: of each the numbers of its pixels' colours.
  /// - Returns: the drawings as read from files, and the paths that they are known by. The files are gone.
  static func store(
    _ drawings: [[UInt8]], side: Int, layout: PatchLayout
  ) throws -> (store: PictureStore, paths: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serf-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try drawings.indices.map { number in
      let png = PalettePNG(indices: drawings[number], width: side, height: side, palette: palette)
      let file = folder.appendingPathComponent("\(number).png")
      try Data(png.bytes).write(to: file)
      return file.path
    }
    var store = try PictureStore(files, layout: layout)
    store.standardize(over: files)
    return (store, files)
  }
}
