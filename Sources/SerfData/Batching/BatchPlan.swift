/// Which examples make which batch of an epoch: batches of like length, in random order.
///
/// Examples are sorted by length within a noise of a few tokens and cut into batches, and the batches are shuffled: a batch
/// wastes no time steps on one long text, and no two epochs have the same batches.
package struct BatchPlan: Sendable {
  /// Example numbers, batch after batch.
  package private(set) var examples: [Int] = []
  /// First place in `examples` of each batch, then their count.
  package private(set) var starts: [Int] = [0]

  package var count: Int { starts.count - 1 }
  package func range(of batch: Int) -> Range<Int> { starts[batch]..<starts[batch + 1] }

  /// How large a batch may be.
  package enum Limit: Hashable, Sendable {
    case examples(Int)
    /// Tokens; one longer example is a batch of its own.
    case tokens(Int)
  }

  /// Lengths that differ by less than this may change places.
  private static let noise = 3.0

  /// A plan in random order.
  package init(lengths: [Int], limit: Limit, random: inout some RandomNumberGenerator) {
    let keys = lengths.map { Double($0) + Self.noise * Double(random.next() >> 11) * 0x1p-53 }
    // Ties are as good as impossible, but the order must not hang on the sort's stability.
    let sorted = lengths.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let batches = Self.cut(sorted, lengths: lengths, limit: limit)
    var order = Array(batches.indices)
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    for batch in order { append(batches[batch]) }
  }

  /// A plan in order of length, longest first: for validation, whose figures do not depend on the order.
  package init(sortedLengths lengths: [Int], limit: Limit) {
    let sorted = lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    for batch in Self.cut(sorted, lengths: lengths, limit: limit) { append(batch) }
  }

  private mutating func append(_ batch: ArraySlice<Int>) {
    examples.append(contentsOf: batch)
    starts.append(examples.count)
  }

  private static func cut(_ sorted: [Int], lengths: [Int], limit: Limit) -> [ArraySlice<Int>] {
    var batches: [ArraySlice<Int>] = []
    var start = 0
    while start < sorted.count {
      var end = start
      switch limit {
      case .examples(let size): end = min(start + size, sorted.count)
      case .tokens(let size):
        var tokens = 0
        while end < sorted.count, end == start || tokens + lengths[sorted[end]] <= size {
          tokens += lengths[sorted[end]]
          end += 1
        }
      }
      batches.append(sorted[start..<end])
      start = end
    }
    return batches
  }
}
