import Foundation
import Testing

/// Figures of other programs, beside the scripts that made them.
enum ReferenceFile {
  static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Reference").appendingPathComponent(name))
    return try JSONDecoder().decode(type, from: data)
  }
}

/// Texts that are not part of the repository: the folder is named by the environment variable SERF_CORPORA.
enum Corpora {
  static var folder: String? { ProcessInfo.processInfo.environment["SERF_CORPORA"] }

  static var areHere: Bool { folder.map { FileManager.default.fileExists(atPath: $0 + "/metrics") } ?? false }

  static let reason: Comment = "SERF_CORPORA names no folder with metrics/ and multi30k/ in it"

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder ?? "").appendingPathComponent(name))
  }

  /// The lines of a file. sacreBLEU takes blanks off their ends.
  static func lines(_ name: String) throws -> [String] {
    var lines = try data(name).split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { bytes in
      var line = String(decoding: bytes, as: UTF8.self).unicodeScalars
      while let last = line.last, last.properties.isWhitespace { line.removeLast() }
      return String(line)
    }
  }
}
