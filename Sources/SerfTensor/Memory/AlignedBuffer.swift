import Glibc

/// Zeroed float32 memory on a 64-byte boundary, the width of a vector register and of a cache line.
///
/// Large buffers ask for huge pages: a pass over them, or over one column of them, then misses no page table.
@safe
final class AlignedBuffer {
  static let alignment = 64
  /// Size of a huge page. Unit: bytes.
  private static let hugePage = 2 << 20
  let count: Int
  let base: UnsafeMutablePointer<Float>

  init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    let isLarge = bytes >= Self.hugePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? Self.hugePage : Self.alignment)
    // Advice alone: where it is not taken, pages are small.
    if isLarge { _ = unsafe madvise(memory, bytes, MADV_HUGEPAGE) }
    unsafe base = memory.bindMemory(to: Float.self, capacity: max(count, 1))
    unsafe base.update(repeating: 0, count: max(count, 1))
  }

  deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }
}
