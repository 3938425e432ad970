internal import Dispatch
internal import SerfStorage
internal import Synchronization

/// The lines of a file or of standard input, in batches of what is there.
///
/// A thread of its own reads ahead, so that a slow writer gets the answer to each line as soon as it has written it, while
/// a file comes in full batches.
final class LineQueue: Sendable {
  /// A line as it stands in the file.
  struct Line: Sendable {
    /// From 1.
    let number: Int
    let bytes: [UInt8]
  }

  private struct State {
    var lines: [Line] = []
    var end: Result<Void, any Error>?
  }

  /// Lines that wait, at most; the reader pauses at this many.
  private static let capacity = 4096

  /// The name that messages give to the file.
  let path: String
  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let emptied = DispatchSemaphore(value: 0)

  /// Starts to read.
  /// - Throws: `StorageError` when the file can't be opened.
  init(path: String) throws(StorageError) {
    // Opened here, so that a missing file is known at once; read there, by one thread alone.
    nonisolated(unsafe) let reader = try LineReader(path: path)
    self.path = unsafe reader.path
    // Not its first value: a semaphore traps when it is freed below that, as here when the answers stop early.
    for _ in 0..<Self.capacity { emptied.signal() }
    DispatchQueue(label: "lines of \(path)").async { [self] in unsafe read(reader) }
  }

  private func read(_ reader: LineReader) {
    do {
      var bytes: [UInt8] = []
      while try reader.next(into: &bytes) {
        emptied.wait()
        state.withLock { $0.lines.append(Line(number: reader.lineNumber, bytes: bytes)) }
        filled.signal()
      }
      state.withLock { $0.end = .success(()) }
    } catch {
      state.withLock { $0.end = .failure(error) }
    }
    filled.signal()
  }

  /// The lines that have arrived, at least one and at most so many; empty at the end.
  /// - Throws: `StorageError` where reading failed, after the lines before it.
  func next(most count: Int) throws -> [Line] {
    filled.wait()
    let (lines, end) = state.withLock { state -> ([Line], Result<Void, any Error>?) in
      let lines = Array(state.lines.prefix(count))
      state.lines.removeFirst(lines.count)
      return (lines, lines.isEmpty ? state.end : nil)
    }
    // The signals of the other lines of this batch; that of the end stays for the next call, and the one after.
    for _ in lines.dropFirst() { filled.wait() }
    for _ in lines { emptied.signal() }
    if let end {
      filled.signal()
      try end.get()
    }
    return lines
  }
}
