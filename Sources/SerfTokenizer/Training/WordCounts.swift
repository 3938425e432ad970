/// How often each word occurs.
struct WordCounts: Sendable {
  private(set) var words = ByteStringTable()
  private(set) var counts: [Int] = []

  var count: Int { counts.count }

  mutating func add(_ word: Span<UInt8>, count: Int) {
    let (index, isNew) = words.insert(word)
    if isNew { counts.append(count) } else { counts[index] += count }
  }
}
