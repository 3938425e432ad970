private import CArchive
import Glibc

// archive.h includes sys/stat.h, so the compiler counts `struct stat` to CArchive in some builds and to Glibc in others.
// That is why all of its uses are here, in a file that imports both.

/// What the system says about a file.
struct FileStatus {
  enum Kind {
    case ordinary, folder
    /// A device, a pipe, a socket.
    case other
  }

  let kind: Kind
  /// Unit: bytes.
  let size: Int

  /// Of what lies at a path, links followed; nil when nothing does.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of an open file; nil when the system can't say, and `errno` tells why.
  init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .ordinary
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    size = Int(status.st_size)
  }
}
