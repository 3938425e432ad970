/// Float32 memory on a 64-byte boundary that kernels are given pointers into.
/// - Invariant (`@unchecked Sendable`): workers write disjoint parts between two barriers of their team.
@safe
final class FloatBuffer: @unchecked Sendable {
  let count: Int
  let base: UnsafeMutablePointer<Float>

  /// All zero.
  init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 4, alignment: 64)
    unsafe base = memory.bindMemory(to: Float.self, capacity: max(count, 1))
    unsafe base.initialize(repeating: 0, count: max(count, 1))
  }

  /// Standard normal numbers, times a factor.
  convenience init(normal count: Int, deviation: Float = 1, seed: UInt64) {
    self.init(count: count)
    var random = PythonRandom(seed: UInt32(truncatingIfNeeded: seed))
    for index in 0..<count { self[index] = deviation * Float(random.normal(mean: 0, deviation: 1)) }
  }

  deinit { unsafe base.deallocate() }

  subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "place \(index) of \(count)")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "place \(index) of \(count)")
      unsafe base[index] = newValue
    }
  }
}
