import Glibc

/// A file that is being written, through a buffer.
public struct FileWriter: ~Copyable {
  private var descriptor: Int32
  /// The name that messages use: the file to be, not its temporary stand-in.
  private let path: String
  private var buffer: [UInt8] = []
  /// How much is gathered before it is handed to the system.
  private static let bufferBytes = 1 << 16

  init(path: String, named name: String, flags: Int32) throws(StorageError) {
    descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
    self.path = name
    guard descriptor >= 0 else {
      throw .cannotCreate(name, errno: errno)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}

// MARK: - Writing
extension FileWriter {
  public mutating func write(_ text: String) throws(StorageError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  public mutating func write(_ bytes: [UInt8]) throws(StorageError) {
    try write(bytes.span)
  }

  public mutating func write(_ bytes: Span<UInt8>) throws(StorageError) {
    try unsafe bytes.withUnsafeBytes { (raw) throws(StorageError) in try unsafe write(raw: raw) }
  }

  /// Numbers as they lie in memory; every platform we build for is little-endian.
  public mutating func write(_ numbers: Span<Float>) throws(StorageError) {
    try unsafe numbers.withUnsafeBytes { (raw) throws(StorageError) in try unsafe write(raw: raw) }
  }

  package mutating func write(raw bytes: UnsafeRawBufferPointer) throws(StorageError) {
    if bytes.count < Self.bufferBytes {
      unsafe buffer.append(contentsOf: bytes)
      if buffer.count >= Self.bufferBytes { try flush() }
    } else {
      try flush()
      try unsafe send(bytes)
    }
  }

  private mutating func flush() throws(StorageError) {
    let gathered = buffer
    buffer.removeAll(keepingCapacity: true)
    try unsafe gathered.span.withUnsafeBytes { (raw) throws(StorageError) in try unsafe send(raw) }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .writeFailed(path, errno: errno)
      }
      done += count
    }
  }

  /// Hands over what is gathered, waits for the disk when told to, and closes. A full network disk tells only here.
  mutating func finish(sync: Bool) throws(StorageError) {
    try flush()
    guard !sync || fsync(descriptor) == 0 else { throw .writeFailed(path, errno: errno) }
    let status = close(descriptor)
    descriptor = -1
    guard status == 0 || errno == EINTR else { throw .writeFailed(path, errno: errno) }
  }
}
