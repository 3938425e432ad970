import Glibc

/// Hands out the bytes of a file, as they are or to libarchive, and remembers what ``GzipCheck`` needs of them.
/// - Invariant: `buffer` is never reallocated, so libarchive may hold on to it until its next call.
@safe final class CompressedSource {
  let path: String
  private let descriptor: InputDescriptor
  private let buffer: UnsafeMutableRawBufferPointer
  /// The failure of the last read; libarchive only learns that there was one.
  private(set) var failure: StorageError?
  private(set) var gzipTrailer = GzipTrailer()
  /// How many bytes at the front of `buffer` were read to see what they are, and are still to be handed out.
  private var heldBytes = 0

  init(path: String) throws(StorageError) {
    descriptor = try InputDescriptor(path: path)
    self.path = descriptor.path
    unsafe buffer = .allocate(byteCount: 1 << 18, alignment: 64)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// libarchive's read callback: points it at the next bytes and says how many, 0 at the end, −1 for a failure.
  static func read(_ client: UnsafeMutableRawPointer?, _ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    guard let client = unsafe client else { return -1 }
    let source = unsafe Unmanaged<CompressedSource>.fromOpaque(client).takeUnretainedValue()
    unsafe block?.pointee = unsafe UnsafeRawPointer(source.buffer.baseAddress)
    return source.nextCount()
  }

  /// The next bytes as they are in the file; nil at the end.
  func nextPlainBytes() throws(StorageError) -> UnsafeRawBufferPointer? {
    let count = nextCount()
    if let failure { throw failure }
    return count > 0 ? unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count]) : nil
  }

  /// Whether the file begins as a compressed one does.
  ///
  /// Reads no more than it takes to say no: whoever types into a pipe and waits for an answer has sent one short line,
  /// which libarchive would hold until it had the longest magic number's worth of bytes.
  func looksCompressed() throws(StorageError) -> Bool {
    while true {
      let head = unsafe Array(buffer[..<min(heldBytes, MagicNumber.longest)])
      switch MagicNumber.match(head) {
      case .full: return true
      case .none: return false
      case .possible: break
      }
      let count = fillBuffer(from: heldBytes)
      if let failure { throw failure }
      guard count > 0 else { return false }
      heldBytes += count
    }
  }

  private func nextCount() -> Int {
    if heldBytes > 0 {
      defer { heldBytes = 0 }
      return heldBytes
    }
    return fillBuffer(from: 0)
  }

  /// Reads what libarchive left unread.
  func drain() {
    while nextCount() > 0 {}
  }

  private func fillBuffer(from start: Int) -> Int {
    guard failure == nil else { return -1 }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
    while true {
      let count = unsafe Glibc.read(descriptor.number, room.baseAddress, room.count)
      if count >= 0 {
        unsafe gzipTrailer.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
        return count
      }
      if errno != EINTR {
        failure = .readFailed(path, errno: errno)
        return -1
      }
    }
  }
}
