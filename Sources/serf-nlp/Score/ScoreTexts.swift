internal import Glibc
internal import SerfMetrics
internal import SerfStorage

/// The texts of one `score`: outputs of systems, and what they are held against.
struct ScoreTexts {
  /// The lines of one file.
  struct File {
    /// The name that messages and tables give to it.
    let name: String
    let lines: [String]
  }

  /// The one to score first, then those compared with it.
  let systems: [File]
  let references: [File]

  /// - Throws: `StorageError` for a file that can't be read; `CommandError` for one that is not UTF-8, is empty, or has
  ///   not as many lines as the first reference.
  init(_ options: ScoreOptions) throws {
    // A reader that went away is told as any failed write, with its status.
    signal(SIGPIPE, SIG_IGN)
    references = try options.reference.map { try Self.read($0) }
    systems = try ([options.hypothesis ?? "-"] + options.compare).map { try Self.read($0) }
    let first = references[0]
    guard !first.lines.isEmpty else { throw CommandError.emptyText(first.name) }
    for file in references.dropFirst() + systems where file.lines.count != first.lines.count {
      throw CommandError.lineCounts(
        file.name, file.lines.count, reference: first.name, first.lines.count)
    }
  }

  /// Blanks at the end of a line are not part of it, as in sacreBLEU.
  private static func read(_ path: String) throws -> File {
    let reader = try LineReader(path: path)
    var lines: [String] = []
    while let line = try reader.withNextLine({ String(validating: $0, upTo: $0.endWithoutWhitespace) }) {
      guard let line else { throw CommandError.notUTF8(reader.path, line: reader.lineNumber) }
      lines.append(line)
    }
    return File(name: reader.path, lines: lines)
  }

  /// What the systems are held against.
  func checkedReferences() throws -> References { try References(references.map(\.lines)) }
}

extension String {
  /// The text of bytes in UTF-8, without those after `end`; nil when any of them is not UTF-8.
  fileprivate init?(validating bytes: Span<UInt8>, upTo end: Int) {
    let text = unsafe bytes.withUnsafeBufferPointer { unsafe String(validating: $0, as: UTF8.self) }
    guard let text else { return nil }
    self = end == bytes.count ? text : String(decoding: text.utf8.prefix(end), as: UTF8.self)
  }
}

// MARK: - Situations
extension CommandError {
  static func emptyText(_ path: String) -> CommandError {
    CommandError(status: .badData, message: "\(path): is empty; expected a segment a line")
  }

  static func lineCounts(_ path: String, _ count: Int, reference: String, _ expected: Int) -> CommandError {
    CommandError(
      status: .badData,
      message:
        "\(path) has \(lines(count)) and \(reference) \(expected); line n of one must belong to line n of the other")
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
}
