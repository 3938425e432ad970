/// Zeroed float32 memory on a 64-byte boundary, the width of a vector register and of a cache line.
@safe
final class AlignedBuffer {
  static let alignment = 64
  let count: Int
  let base: UnsafeMutablePointer<Float>

  init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Self.alignment)
    unsafe base = memory.bindMemory(to: Float.self, capacity: max(count, 1))
    unsafe base.update(repeating: 0, count: max(count, 1))
  }

  deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }
}
