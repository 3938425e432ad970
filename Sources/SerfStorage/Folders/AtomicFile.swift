import Glibc

/// Writes a file so that its name always leads to the whole of the old content or the whole of the new.
///
/// The content goes to a hidden file beside it, reaches the disk, and takes the name by a rename. When anything fails,
/// the hidden file is deleted. A path that is no ordinary file (`/dev/stdout`, a pipe) is written straight.
public enum AtomicFile {
  /// - Parameters:
  ///   - path: the file to create or to replace; its folder must exist. A link is followed.
  ///   - body: writes the content.
  /// - Throws: ``StorageError`` with the code `.cannotCreate`, or `.writeFailed` as on a full disk; and what `body` throws.
  public static func write(
    to path: String, _ body: (inout FileWriter) throws(StorageError) -> Void
  ) throws(StorageError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .cannotCreate(path, errno: ENOENT) }
    let target = resolved(path)
    switch FileStatus(path: target)?.kind {
    case .folder: throw .cannotCreate(path, errno: EISDIR)
    case .other: return try writeStraight(to: target, body)
    case .ordinary, nil: break
    }
    let temporary = Folder.temporaryName(beside: target)
    do throws(StorageError) {
      var writer = try FileWriter(path: temporary, named: path, flags: O_CREAT | O_EXCL)
      try body(&writer)
      try writer.finish(sync: true)
      guard unsafe rename(temporary, target) == 0 else { throw .cannotCreate(path, errno: errno) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    try Folder.sync(Folder.parent(of: target))
  }

  /// Writes bytes as the whole content of a file.
  public static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    try write(to: path) { (writer) throws(StorageError) in try writer.write(bytes) }
  }

  /// Writes a text as the whole content of a file, in UTF-8.
  public static func write(_ text: String, to path: String) throws(StorageError) {
    try write(Array(text.utf8), to: path)
  }

  private static func writeStraight(
    to path: String, _ body: (inout FileWriter) throws(StorageError) -> Void
  ) throws(StorageError) {
    var writer = try FileWriter(path: path, named: path, flags: 0)
    try body(&writer)
    try writer.finish(sync: false)
  }

  /// Where a link leads, so that the file is replaced and not the link.
  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
