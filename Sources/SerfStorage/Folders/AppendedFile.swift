import Glibc

/// Appends to a file that grows line by line, as a log does: each call is one write, so a kill leaves whole lines.
public enum AppendedFile {
  /// - Throws: ``StorageError`` with the code `.cannotCreate` or `.writeFailed`.
  public static func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path, errno: errno) }
    defer { close(descriptor) }
    let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw .writeFailed(path, errno: written < 0 ? errno : ENOSPC) }
  }
}
