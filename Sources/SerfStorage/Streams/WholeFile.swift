/// A file of bytes that is small by nature, as a picture: read at once, never decompressed, and never beyond a limit.
public enum WholeFile {
  /// - Parameter limit: the longest file that is read. Unit: bytes.
  /// - Throws: ``StorageError``: no such file, one that can't be read, one that is longer, or a pipe or device.
  public static func contents(of path: String, limit: Int) throws(StorageError) -> [UInt8] {
    try requireOrdinary(path)
    let descriptor = try InputDescriptor(path: path)
    let size = try descriptor.size()
    guard size <= limit else { throw .fileTooLong(path, bytes: size, limit: limit) }
    var bytes = [UInt8](repeating: 0, count: size)
    var span = bytes.mutableSpan
    let isWhole = try unsafe span.withUnsafeMutableBytes { (buffer) throws(StorageError) in
      try unsafe descriptor.fill(buffer, at: 0)
    }
    guard isWhole else { throw .cutShort(path) }
    return bytes
  }

  /// Whether an ordinary file lies at a path: no folder, and no pipe, which would be waited for without end.
  package static func exists(_ path: String) -> Bool { FileStatus(path: path)?.kind == .ordinary }

  /// Refuses pipes and devices before they are opened, as opening a pipe waits for whoever writes into it.
  package static func requireOrdinary(_ path: String) throws(StorageError) {
    guard FileStatus(path: path)?.kind != .other else { throw .notOrdinary(path) }
  }
}
