import Glibc
import Synchronization

/// Numbers that are written to a file once, front to back, and then read in any order from the file mapped into memory.
///
/// The file has no name: it goes with the process, however that ends.
package struct ScratchNumbersWriter<Element: BitwiseCopyable & Sendable>: ~Copyable {
  private var writer: FileWriter
  private let reader: ScratchReader
  private var count = 0

  /// - Parameter path: beside which the file lies, on the same disk.
  /// - Throws: ``StorageError`` when no file can be created there.
  package init(beside path: String) throws(StorageError) {
    try Folder.create(Folder.parent(of: path))
    let temporary = Folder.temporaryName(beside: path)
    let writer = try FileWriter(path: temporary, named: path, flags: O_CREAT | O_EXCL)
    defer { unsafe unlink(temporary) }
    reader = try ScratchReader(temporary, named: path)
    self.writer = writer
  }

  /// - Throws: ``StorageError`` as on a full disk.
  package mutating func append(_ numbers: [Element]) throws(StorageError) {
    try unsafe numbers.span.withUnsafeBytes { (raw) throws(StorageError) in try unsafe writer.write(raw: raw) }
    count += numbers.count
  }

  /// Ends the writing.
  package consuming func finish() throws(StorageError) -> ScratchNumbers<Element> {
    try writer.finish(sync: false)
    return try ScratchNumbers(reader, count: count)
  }
}

/// The second opening of a file that is being written, for the reading.
private final class ScratchReader {
  let descriptor: Int32
  /// The name that messages use.
  let path: String

  init(_ temporary: String, named path: String) throws(StorageError) {
    descriptor = unsafe open(temporary, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw .cannotRead(path, errno: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// The numbers of a file without a name, mapped into memory.
///
/// What is read stays in the process's memory for a while alone: the system keeps the pages for as long as it has room.
/// - Invariant (`@unchecked Sendable`): the mapping is never written.
@safe
package final class ScratchNumbers<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  package let count: Int
  private let base: UnsafeMutableRawPointer
  private let byteCount: Int
  /// Bytes that may have been mapped since they were last let go.
  private let mapped = Atomic<Int>(0)

  /// What a first look at a page brings in with it, on Linux. Unit: bytes.
  private static var aroundBytes: Int { 1 << 16 }
  /// Unit: bytes.
  private static var mostMapped: Int { 1 << 25 }

  fileprivate init(_ reader: ScratchReader, count: Int) throws(StorageError) {
    self.count = count
    byteCount = max(count * MemoryLayout<Element>.stride, 1)
    let memory = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, reader.descriptor, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { throw .cannotRead(reader.path, errno: errno) }
    unsafe base = memory
    _ = unsafe madvise(base, byteCount, MADV_RANDOM)
  }

  deinit { unsafe munmap(base, byteCount) }

  package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "number \(index) of \(count)")
    noteReading(Self.aroundBytes)
    return unsafe base.load(fromByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
  }

  /// A copy of numbers that follow each other.
  package subscript(range: Range<Int>) -> [Element] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "numbers \(range) of \(count)")
    noteReading(Self.aroundBytes + range.count * MemoryLayout<Element>.stride)
    return unsafe Array(unsafeUninitializedCapacity: range.count) { buffer, initialized in
      let first = unsafe base + range.lowerBound * MemoryLayout<Element>.stride
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(start: first, count: range.count * MemoryLayout<Element>.stride))
      initialized = range.count
    }
  }

  /// Lets go of the pages when they have become many; whoever reads meanwhile gets them back from the system.
  private func noteReading(_ bytes: Int) {
    guard mapped.add(bytes, ordering: .relaxed).newValue > Self.mostMapped else { return }
    mapped.store(0, ordering: .relaxed)
    _ = unsafe madvise(base, byteCount, MADV_DONTNEED)
  }
}
