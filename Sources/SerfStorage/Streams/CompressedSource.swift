import Glibc

/// Feeds the bytes of a file to libarchive, and remembers what ``GzipCheck`` needs of them.
/// - Invariant: `buffer` is never reallocated, so libarchive may hold on to it until its next call.
@safe final class CompressedSource {
  let path: String
  private let descriptor: InputDescriptor
  private let buffer: UnsafeMutableRawBufferPointer
  /// The failure of the last read; libarchive only learns that there was one.
  private(set) var failure: StorageError?
  private(set) var gzipTrailer = GzipTrailer()

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
    return source.fillBuffer()
  }

  /// Reads what libarchive left unread.
  func drain() {
    while fillBuffer() > 0 {}
  }

  private func fillBuffer() -> Int {
    guard failure == nil else { return -1 }
    while true {
      let count = unsafe Glibc.read(descriptor.number, buffer.baseAddress, buffer.count)
      if count >= 0 {
        unsafe gzipTrailer.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
      }
      if errno != EINTR {
        failure = .readFailed(path, errno: errno)
        return -1
      }
    }
  }
}
