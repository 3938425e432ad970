internal import FoundationEssentials

/// A folder for the model of a cell while it is trained, beside the store.
struct CellFolder: Sendable {
  let path: String

  init(_ store: ExperimentStore, cell: Int64) { path = Self.parent(store) + "/\(cell)" }

  /// One to guess times with.
  init(_ store: ExperimentStore, calibration number: Int) { path = Self.parent(store) + "/calibration-\(number)" }

  private static func parent(_ store: ExperimentStore) -> String { store.path + "-cells" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Takes away what a killed run has left.
  static func removeAll(of store: ExperimentStore) { try? FileManager.default.removeItem(atPath: parent(store)) }
}
