import FoundationEssentials

/// Texts that are not part of the repository: the folder is named by the environment variable SERF_CORPORA.
enum Corpora {
  static var folder: String? { ProcessInfo.processInfo.environment["SERF_CORPORA"] }

  static var areHere: Bool { folder != nil }

  static let reason = "SERF_CORPORA names no folder of texts"

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: "\(folder ?? "")/\(path)"))
    return String(decoding: data, as: UTF8.self)
  }

  /// The lines of a file in Unicode's own layout, without comments.
  static func unicodeLines(_ name: String) throws -> [Substring] {
    try text("unicode/\(name)").split(separator: "\n").map { line in
      line.prefix { $0 != "#" }
    }.filter { line in line.contains { !$0.isWhitespace } }
  }

  /// The files of a folder.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder ?? "")/\(folder)").sorted()
  }
}

/// A folder for one test, gone when the test is.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "serf-\(UInt64.random(in: 0 ... .max))").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
