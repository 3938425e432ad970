internal import Glibc

/// A file of results that a user asked for with `--output`.
struct OutputFile {
  /// `-` is standard output.
  let path: String

  /// Whether an existing file may be replaced.
  let force: Bool

  /// Refuses before the work starts what ``write(_:)`` would refuse after it.
  /// - Throws: `CommandError` with status 73 when the file exists and `force` was not said.
  func check() throws(CommandError) {
    guard path != "-" else { return }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .cannotCreate(path, reason: "it is a folder")
    case S_IFREG where !force: throw .exists(path)
    default: break
    }
  }

  /// Writes the text beside the file and renames it, so that nobody ever sees half of it.
  func write(_ text: String) throws(CommandError) {
    try check()
    guard path != "-" else { return try FileDescriptorWriter.standardOutput.write(text) }
    if isDevice { return try writeInPlace(text) }
    let partial = path + ".partial-\(getpid())"
    do throws(CommandError) {
      try Self.write(text, to: partial, flags: O_WRONLY | O_CREAT | O_EXCL)
      guard unsafe rename(partial, path) == 0 else { throw .cannotCreate(path, reason: SystemError.text(of: errno)) }
    } catch {
      unsafe unlink(partial)
      throw error
    }
  }

  /// A pipe or a device, as `/dev/stdout`, has no place beside it to write to.
  private var isDevice: Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private func writeInPlace(_ text: String) throws(CommandError) {
    try Self.write(text, to: path, flags: O_WRONLY)
  }

  private static func write(_ text: String, to path: String, flags: Int32) throws(CommandError) {
    let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path, reason: SystemError.text(of: errno)) }
    do throws(CommandError) {
      try FileDescriptorWriter(descriptor: descriptor, name: path).write(text)
    } catch {
      _ = close(descriptor)
      throw error
    }
    // Some file systems find out only now that the disk is full.
    guard close(descriptor) == 0 else { throw .writeFailed(path, reason: SystemError.text(of: errno)) }
  }
}
