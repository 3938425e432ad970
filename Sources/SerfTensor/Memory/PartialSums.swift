/// Numbers that workers write side by side and one thread adds in order: the fixed order of a sum over chunks.
/// - Invariant (`@unchecked Sendable`): between two barriers each place is written by one worker at most.
@safe
package final class PartialSums: @unchecked Sendable {
  package let count: Int
  private let base: UnsafeMutablePointer<Double>

  package init(count: Int) {
    self.count = count
    unsafe base = .allocate(capacity: max(count, 1))
    unsafe base.update(repeating: 0, count: max(count, 1))
  }

  deinit { unsafe base.deallocate() }

  package subscript(index: Int) -> Double {
    get {
      precondition(index >= 0 && index < count, "place \(index) of \(count)")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "place \(index) of \(count)")
      unsafe base[index] = newValue
    }
  }

  /// The sum, in order of place.
  package var total: Double {
    var sum = 0.0
    for index in 0..<count { sum += self[index] }
    return sum
  }
}
