/// Which examples make which batch of an epoch: batches of like length, in random order.
///
/// Examples are sorted by length within a noise of a few tokens and cut into batches, and the batches are shuffled: a batch
/// wastes no time steps on one long text, and no two epochs have the same batches.
package struct BatchPlan: Sendable {
  /// All examples in order of length. 32 bits, since there may be many.
  private var examples: [Int32]
  /// Where each batch lies in `examples`.
  private var ranges: [Range<Int>]

  package var count: Int { ranges.count }

  /// The examples of a batch.
  package func examples(of batch: Int) -> ArraySlice<Int> { ArraySlice(examples[ranges[batch]].lazy.map(Int.init)) }

  /// How large a batch may be.
  package enum Limit: Hashable, Sendable {
    case examples(Int)
    /// Tokens; one longer example is a batch of its own.
    case tokens(Int)
  }

  /// Lengths that differ by less than this may change places.
  private static let noise = 3.0

  /// A plan in random order.
  package init(lengths: [Int32], limit: Limit, random: inout some RandomNumberGenerator) {
    let keys = lengths.map { Double($0) + Self.noise * Double(random.next() >> 11) * 0x1p-53 }
    // Ties are as good as impossible, but the order must not hang on the sort's stability.
    self.init(lengths, limit) { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    for last in stride(from: ranges.count - 1, to: 0, by: -1) {
      ranges.swapAt(last, Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
  }

  /// A plan in order of length, longest first: for validation, whose figures do not depend on the order.
  package init(sortedLengths lengths: [Int32], limit: Limit) {
    self.init(lengths, limit) { (-lengths[Int($0)], $0) < (-lengths[Int($1)], $1) }
  }

  private init(_ lengths: [Int32], _ limit: Limit, by isBefore: (Int32, Int32) -> Bool) {
    examples = Array(0..<Int32(lengths.count))
    examples.sort(by: isBefore)
    ranges = []
    var start = 0
    while start < examples.count {
      let end = Self.end(of: start, examples, lengths, limit)
      ranges.append(start..<end)
      start = end
    }
  }

  /// Where a batch ends that begins at `start`.
  private static func end(of start: Int, _ sorted: [Int32], _ lengths: [Int32], _ limit: Limit) -> Int {
    switch limit {
    case .examples(let size): return min(start + size, sorted.count)
    case .tokens(let size):
      var (end, tokens) = (start, 0)
      while end < sorted.count, end == start || tokens + Int(lengths[Int(sorted[end])]) <= size {
        tokens += Int(lengths[Int(sorted[end])])
        end += 1
      }
      return end
    }
  }
}
