import Glibc

/// A file that is read from its beginning to its end.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// - Throws: ``TokenizerError/Code/notFound`` or ``TokenizerError/Code/readFailed``.
  init(path: String) throws(TokenizerError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .notFound(path) }
      throw .readFailed(path, reason: SystemError.message(errno))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends the next bytes; false at the end of the file.
  func read(into bytes: inout [UInt8], atMost count: Int) throws(TokenizerError) -> Bool {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    var received = -1
    repeat {
      // Unsafe: `count` bytes from `start` on were just made.
      received = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[start...]).baseAddress, count)
      }
    } while received < 0 && errno == EINTR
    let reason = errno
    bytes.removeLast(count - max(0, received))
    guard received >= 0 else { throw .readFailed(path, reason: SystemError.message(reason)) }
    return received > 0
  }

  /// The whole file.
  static func contents(of path: String) throws(TokenizerError) -> [UInt8] {
    let file = try InputFile(path: path)
    var bytes: [UInt8] = []
    while try file.read(into: &bytes, atMost: max(1 << 16, min(bytes.count, 1 << 24))) {}
    return bytes
  }
}

/// What the system says about its last refusal.
enum SystemError {
  static func message(_ code: Int32) -> String {
    // Unsafe: strerror's text is read at once and not kept.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
