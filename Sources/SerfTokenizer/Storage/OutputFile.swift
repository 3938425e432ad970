import Glibc

/// Files that are whole or not there: written beside, then renamed over the old one.
enum OutputFile {
  /// - Throws: ``TokenizerError/Code/writeFailed``; the old file, if there is one, is then as it was.
  static func write(_ bytes: [UInt8], to path: String) throws(TokenizerError) {
    let beside = "\(path).\(getpid()).part"
    do throws(TokenizerError) {
      try writeAndSync(bytes, to: beside, for: path)
      guard unsafe rename(beside, path) == 0 else { throw .writeFailed(path, reason: SystemError.message(errno)) }
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }

  private static func writeAndSync(_ bytes: [UInt8], to beside: String, for path: String) throws(TokenizerError) {
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .writeFailed(path, reason: SystemError.message(errno)) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      // Unsafe: reads the bytes from `written` to the end of the array.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]).baseAddress, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .writeFailed(path, reason: SystemError.message(errno)) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw .writeFailed(path, reason: SystemError.message(errno)) }
  }
}
