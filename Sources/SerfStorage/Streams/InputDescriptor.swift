import Glibc

/// An open file that can be read, closed when it goes out of scope.
///
/// `-` is standard input, which stays open.
struct InputDescriptor: ~Copyable {
  let number: Int32
  /// The name that messages use.
  let path: String
  private let closes: Bool

  /// - Throws: ``StorageError`` with the code `.noSuchInput` or `.cannotRead`; a folder is refused here, as reading it
  ///   would only fail later with words that name nothing.
  init(path: String) throws(StorageError) {
    if path == "-" {
      (self.number, self.path, closes) = (0, "standard input", false)
      return
    }
    // A name with a NUL would be cut short on its way to C and open another file.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .noSuchInput(path) }
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else {
      let reason = errno
      throw reason == ENOENT || reason == ENOTDIR ? .noSuchInput(path) : .cannotRead(path, errno: reason)
    }
    guard FileStatus(descriptor: number)?.kind != .folder else {
      close(number)
      throw .isFolder(path)
    }
    (self.number, self.path, closes) = (number, path, true)
  }

  deinit {
    if closes { close(number) }
  }

  /// Size of the file in bytes.
  func size() throws(StorageError) -> Int {
    guard let status = FileStatus(descriptor: number) else { throw .readFailed(path, errno: errno) }
    return status.size
  }

  /// Fills `buffer` from the bytes at `offset`; false when the file ends before it is full.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Bool {
    var done = 0
    while done < buffer.count {
      // One call reads at most 2^31 bytes, so a large tensor takes several.
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = unsafe pread(number, rest.baseAddress, rest.count, offset + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw .readFailed(path, errno: errno)
      }
      if count == 0 { return false }
      done += count
    }
    return true
  }
}
