import Glibc

/// How much room is left.
public enum DiskSpace {
  /// Bytes that this user may still write on the disk of `path`, which need not exist yet: its nearest existing parent
  /// counts. Nil when the system can't say.
  public static func available(at path: String) -> Int? {
    var place = path.isEmpty ? "." : path
    var status = statvfs()
    while unsafe statvfs(place, &status) != 0 {
      guard errno == ENOENT || errno == ENOTDIR, place != "/", place != "." else { return nil }
      place = Folder.parent(of: place)
    }
    let (bytes, overflow) = UInt(status.f_bavail).multipliedReportingOverflow(by: UInt(status.f_frsize))
    return overflow ? Int.max : Int(clamping: bytes)
  }

  /// Refuses when fewer than `bytes` are free.
  /// - Throws: ``StorageError`` with the code `.writeFailed`, before anything is written.
  public static func require(bytes: Int, at path: String) throws(StorageError) {
    guard let available = available(at: path), available < bytes else { return }
    throw .notEnoughSpace(path, needed: bytes, available: available)
  }
}
