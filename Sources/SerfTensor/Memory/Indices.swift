/// A growable list of 32-bit indices (token ids, segments, labels) in memory that keeps its address and its capacity.
///
/// A batch is refilled for every update; clearing keeps the capacity, so a warm refill allocates nothing.
@safe
package final class IndexBuffer {
  private var base: UnsafeMutablePointer<Int32>
  private var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
    unsafe base = .allocate(capacity: self.capacity)
  }

  package convenience init(_ values: some Sequence<Int>) {
    self.init()
    for value in values { append(value) }
  }

  deinit { unsafe base.deallocate() }

  package func append(_ value: Int) {
    if count == capacity { grow() }
    unsafe base[count] = Int32(value)
    count += 1
  }

  package func removeAll() { count = 0 }

  package subscript(index: Int) -> Int {
    get {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      return unsafe Int(base[index])
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) of \(count)")
      unsafe base[index] = Int32(newValue)
    }
  }

  /// What the kernels read; valid until the next append.
  package var view: Indices { unsafe Indices(base: base, count: count) }

  private func grow() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity *= 2
  }
}

/// A view of the indices in an ``IndexBuffer``, lent to one pass over a batch.
/// - Invariant: the buffer is alive and not appended to while the view is in use.
@safe
package struct Indices {
  package let count: Int
  let base: UnsafePointer<Int32>

  init(base: UnsafePointer<Int32>, count: Int) {
    self.count = count
    unsafe self.base = unsafe base
  }

  package subscript(index: Int) -> Int {
    precondition(index >= 0 && index < count, "index \(index) of \(count)")
    return unsafe Int(base[index])
  }

  /// Some of the indices that follow each other.
  package func range(_ range: Range<Int>) -> Indices {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "indices \(range) of \(count)")
    return unsafe Indices(base: base + range.lowerBound, count: range.count)
  }

  /// Whether every index lies in 0 ..< limit: what kernels, which do not look, rely on.
  func allBelow(_ limit: Int) -> Bool {
    for index in 0..<count where unsafe base[index] < 0 || Int(base[index]) >= limit { return false }
    return true
  }
}
