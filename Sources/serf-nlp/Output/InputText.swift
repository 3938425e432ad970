internal import Glibc

/// A small text file, read whole.
enum InputText {
  /// A settings file is a page; what is larger than this is another file.
  private static let mostBytes = 4 << 20

  /// The text of a file; `-` is standard input.
  /// - Throws: `CommandError` for a file that is missing, unreadable, over 4 MB, or not UTF-8.
  static func read(_ path: String) throws(CommandError) -> String {
    let bytes = try readBytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(path, line: lineOfFirstFault(in: bytes))
    }
    return text
  }

  private static func readBytes(_ path: String) throws(CommandError) -> [UInt8] {
    let descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .noSuchFile(path) : .unreadable(path, reason: SystemError.text(of: errno))
    }
    defer { if descriptor != 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, reason: SystemError.text(of: errno)) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= mostBytes else { throw .tooLarge(path, mostBytes: mostBytes) }
    }
  }

  /// Lines are valid one by one exactly when the whole is: a line end is no part of any other character.
  private static func lineOfFirstFault(in bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
