internal import Glibc

/// Writes to an open descriptor, all or an error: `print` loses the error of a full disk.
struct FileDescriptorWriter: Sendable {
  static let standardOutput = FileDescriptorWriter(descriptor: 1, name: "standard output")
  static let standardError = FileDescriptorWriter(descriptor: 2, name: "standard error")

  let descriptor: Int32
  let name: String

  func write(_ text: String) throws(CommandError) {
    var text = text
    let failure: Int32? = text.withUTF8 { bytes in
      unsafe Self.write(UnsafeRawBufferPointer(bytes), to: descriptor)
    }
    if let failure { throw .writeFailed(name, reason: SystemError.text(of: failure)) }
  }

  func write(_ bytes: [UInt8]) throws(CommandError) {
    let failure: Int32? = unsafe bytes.withUnsafeBytes { unsafe Self.write($0, to: descriptor) }
    if let failure { throw .writeFailed(name, reason: SystemError.text(of: failure)) }
  }

  /// The errno of the write that failed, or `nil`. A signal may cut a write short; the rest follows.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let count = unsafe Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        unsafe rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// What the system calls its errors.
enum SystemError {
  /// The words of `strerror` in the C locale, so that a message is the same everywhere.
  static func text(of code: Int32) -> String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}
