import Foundation

/// A folder for one test, deleted when the test lets go of it.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("serf-nlp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a name in it.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Writes bytes under a name, in folders that are created, and returns the path.
  @discardableResult
  public func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = path(name)
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Writes a text in UTF-8 under a name.
  @discardableResult
  public func file(_ name: String, _ text: String) throws -> String {
    try file(name, Array(text.utf8))
  }

  /// All names below it, sorted, folders without their content's order mattering.
  public func names() -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path).sorted()) ?? []
  }
}
