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

  /// Bytes, where the system knows.
  private var size: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends the next bytes; false at the end of the file.
  func read(into bytes: inout [UInt8], atMost count: Int) throws(TokenizerError) -> Bool {
    var (received, reason) = (-1, Int32(0))
    let read = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      repeat {
        // Unsafe: the buffer has room for `count` bytes.
        received = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
      } while received < 0 && errno == EINTR
      reason = errno
      initialized = max(0, received)
    }
    guard received >= 0 else { throw .readFailed(path, reason: SystemError.message(reason)) }
    if bytes.isEmpty { bytes = read } else { bytes += read }
    return received > 0
  }

  /// The whole file.
  static func contents(of path: String) throws(TokenizerError) -> [UInt8] {
    let file = try InputFile(path: path)
    var bytes: [UInt8] = []
    // The size is a hint: a pipe has none.
    var expected = file.size + 1
    while try file.read(into: &bytes, atMost: max(1 << 16, min(expected, 1 << 24))) { expected = bytes.count }
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
