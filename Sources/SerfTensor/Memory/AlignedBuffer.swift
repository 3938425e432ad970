import Glibc

/// Zeroed float32 memory on a 64-byte boundary, the width of a vector register and of a cache line.
///
/// Large buffers are the system's own pages, which go back to it at once, and ask for huge pages as far as whole ones fit: a
/// pass over them, or over one column of them, then misses few page tables.
@safe
final class AlignedBuffer {
  static let alignment = 64
  /// From here on a buffer is large. Unit: bytes.
  private static let large = 1 << 18
  /// Size of a huge page. Unit: bytes.
  private static let hugePage = 2 << 20
  let count: Int
  let base: UnsafeMutablePointer<Float>
  /// Where the pages of a large buffer begin; nil of a small one.
  private let pages: (start: UnsafeMutableRawPointer, bytes: Int)?

  init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    guard bytes >= Self.large else {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
      unsafe base = memory.bindMemory(to: Float.self, capacity: max(count, 1))
      unsafe base.update(repeating: 0, count: max(count, 1))
      unsafe pages = nil
      return
    }
    // Enough to begin on a huge page where there is a whole one; what is not touched takes no memory.
    let alignment = bytes >= Self.hugePage ? Self.hugePage : Self.alignment
    let reserved = bytes + alignment
    let start = unsafe mmap(nil, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else {
      preconditionFailure("no memory for a buffer of \(bytes) bytes")
    }
    let memory = unsafe start.alignedUp(toMultipleOf: alignment)
    // Advice alone: where it is not taken, pages are small.
    _ = unsafe madvise(memory, bytes / Self.hugePage * Self.hugePage, MADV_HUGEPAGE)
    unsafe base = memory.bindMemory(to: Float.self, capacity: count)
    unsafe pages = (start, reserved)
  }

  deinit {
    if let pages = unsafe pages {
      unsafe munmap(pages.start, pages.bytes)
    } else {
      unsafe UnsafeMutableRawPointer(base).deallocate()
    }
  }
}
