import Glibc

/// The lines of a ``ByteStream``, as bytes, in one reused buffer.
///
/// A line ends at LF or CRLF, which is not part of it; the last line needs no end. A UTF-8 byte order mark at the very
/// start is dropped. Nothing is said about the bytes: NUL and invalid UTF-8 pass.
public final class LineReader {
  /// The path as messages name it.
  public let path: String
  /// Number of the line returned last, from 1; 0 before the first.
  public private(set) var lineNumber = 0

  private let stream: ByteStream
  private let maximumLineBytes: Int
  private var buffer: [UInt8] = []
  /// Where the next line starts in `buffer`.
  private var start = 0
  /// Up to where it is known to hold no LF.
  private var scanned = 0
  private var isStreamAtEnd = false
  private var hasLookedForMark = false

  /// - Parameters:
  ///   - path: a file, compressed or not, or `-` for standard input.
  ///   - maximumLineBytes: a longer line is an error, so that an archive of one endless line can't fill the memory.
  /// - Throws: ``StorageError`` as ``ByteStream/init(path:)``.
  public init(path: String, maximumLineBytes: Int = 1 << 30) throws(StorageError) {
    stream = try ByteStream(path: path)
    self.path = stream.path
    self.maximumLineBytes = maximumLineBytes
  }
}

// MARK: - Reading
extension LineReader {
  /// Puts the next line into `line`, whose storage is reused; false at the end.
  public func next(into line: inout [UInt8]) throws(StorageError) -> Bool {
    guard let range = try advance() else { return false }
    line.removeAll(keepingCapacity: true)
    line.append(contentsOf: buffer[range])
    return true
  }

  /// Lends the next line to `body`; nil at the end.
  public func withNextLine<Result>(_ body: (Span<UInt8>) -> Result) throws(StorageError) -> Result? {
    guard let range = try advance() else { return nil }
    // Held here, so that `body` may read on: the buffer is then copied instead of changed under the span.
    let held = buffer
    let span = held.span
    return body(span.extracting(range))
  }

  /// The next line where it lies in `buffer`.
  private func advance() throws(StorageError) -> Range<Int>? {
    while true {
      if let newline = nextNewline() { return take(upTo: newline, next: newline + 1) }
      scanned = buffer.count
      guard buffer.count - start <= maximumLineBytes else {
        throw .lineTooLong(path, line: lineNumber + 1, limit: maximumLineBytes)
      }
      if isStreamAtEnd {
        return start < buffer.count ? take(upTo: buffer.count, next: buffer.count) : nil
      }
      try refill()
    }
  }

  private func nextNewline() -> Int? {
    let from = scanned
    return unsafe buffer.withUnsafeBytes { bytes in
      guard from < bytes.count, let base = bytes.baseAddress,
        let found = unsafe memchr(base + from, 0x0A, bytes.count - from)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  private func take(upTo end: Int, next: Int) -> Range<Int> {
    let hasCarriageReturn = end > start && buffer[end - 1] == 0x0D
    let line = start..<(hasCarriageReturn ? end - 1 : end)
    start = next
    scanned = next
    lineNumber += 1
    return line
  }

  private func refill() throws(StorageError) {
    buffer.removeSubrange(..<start)
    scanned -= start
    start = 0
    let added: Void? = try stream.withNextChunk { chunk in
      unsafe chunk.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    }
    isStreamAtEnd = added == nil
    dropMark()
  }

  /// Chunks may be of any size, so the byte order mark is looked for until three bytes are there.
  private func dropMark() {
    guard !hasLookedForMark, buffer.count >= 3 else { return }
    hasLookedForMark = true
    guard lineNumber == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    buffer.removeFirst(3)
    scanned = 0
  }
}
