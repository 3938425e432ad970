/// Merging of words of few symbols: plain arrays that are searched for the earliest merge from end to end.
///
/// For so few a search costs less than a heap. It makes the same merges: the earliest learnt first, then the leftmost.
/// - Invariant: each buffer has room for `capacity` symbols; one thread at a time uses it.
@safe final class ShortWordMerging: @unchecked Sendable {
  static let capacity = 32
  /// Later than every merge.
  private static let none = UInt32.max

  private let ids: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<Int32>
  /// Of each symbol with the one behind it.
  private let ranks: UnsafeMutablePointer<UInt32>
  private let products: UnsafeMutablePointer<Int32>
  private(set) var count = 0

  init() {
    unsafe ids = .allocate(capacity: Self.capacity)
    unsafe ends = .allocate(capacity: Self.capacity)
    unsafe ranks = .allocate(capacity: Self.capacity)
    unsafe products = .allocate(capacity: Self.capacity)
  }

  deinit {
    unsafe ids.deallocate()
    unsafe ends.deallocate()
    unsafe ranks.deallocate()
    unsafe products.deallocate()
  }

  /// Forgets the word before.
  func begin() { count = 0 }

  /// - Parameter end: the bytes of the word up to the end of this symbol.
  /// - Precondition: there are fewer than `capacity` symbols.
  @inline(__always)
  func append(_ id: Int32, end: Int) {
    unsafe ids[count] = id
    unsafe ends[count] = Int32(truncatingIfNeeded: end)
    count &+= 1
  }

  /// Token `index`, and the bytes of the word up to its end.
  @inline(__always)
  subscript(index: Int) -> (id: Int32, end: Int) { unsafe (ids[index], Int(ends[index])) }

  /// Merges until nothing merges.
  func merge(_ rules: MergeRules) {
    var last = count &- 1
    guard last > 0 else { return }
    for index in 0..<last { look(rules, at: index) }
    while last > 0 {
      var best = 0
      var least = unsafe ranks[0]
      var index = 1
      while index < last {
        let rank = unsafe ranks[index]
        if rank < least { (least, best) = (rank, index) }
        index &+= 1
      }
      guard least != Self.none else { break }
      unsafe ids[best] = unsafe products[best]
      unsafe ends[best] = unsafe ends[best &+ 1]
      close(from: best &+ 1, last)
      last &-= 1
      if best > 0 { look(rules, at: best &- 1) }
      if best < last { look(rules, at: best) }
    }
    count = last &+ 1
  }

  /// What the symbol at `index` makes with the next.
  @inline(__always)
  private func look(_ rules: MergeRules, at index: Int) {
    if let rule = rules[TokenPair(left: unsafe ids[index], right: unsafe ids[index &+ 1])] {
      unsafe ranks[index] = UInt32(bitPattern: rule.rank)
      unsafe products[index] = rule.product
    } else {
      unsafe ranks[index] = Self.none
    }
  }

  /// Moves what lies behind `index` one place forward.
  @inline(__always)
  private func close(from index: Int, _ last: Int) {
    var index = index
    while index < last {
      unsafe ids[index] = unsafe ids[index &+ 1]
      unsafe ends[index] = unsafe ends[index &+ 1]
      unsafe ranks[index] = unsafe ranks[index &+ 1]
      unsafe products[index] = unsafe products[index &+ 1]
      index &+= 1
    }
  }
}
