internal import Glibc
internal import SerfStorage

/// A file of results that a user asked for with `--output`.
struct OutputFile {
  /// `-` is standard output.
  let path: String

  /// Whether an existing file may be replaced.
  let force: Bool

  /// Refuses before the work starts what ``write(_:)`` would refuse after it. A device, as `/dev/stdout`, is no file
  /// that could be lost.
  /// - Throws: `CommandError` with status 73 when the file exists and `force` was not said.
  func check() throws(CommandError) {
    guard path != "-", !force else { return }
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    throw .exists(path)
  }

  /// Writes the text, all or nothing.
  func write(_ text: String) throws {
    try check()
    guard path != "-" else { return try FileDescriptorWriter.standardOutput.write(text) }
    try AtomicFile.write(text, to: path)
  }

  /// Writes bytes, all or nothing.
  func write(_ bytes: [UInt8]) throws {
    try check()
    guard path != "-" else { return try FileDescriptorWriter.standardOutput.write(bytes) }
    try AtomicFile.write(bytes, to: path)
  }
}
