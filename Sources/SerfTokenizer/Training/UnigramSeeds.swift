/// The candidates that a unigram model starts from: the substrings that make up most of the text.
///
/// All suffixes of all words are sorted, as far as a piece may reach. Substrings that occur together with the same
/// continuations are one interval of that order, and of these only the longest is a candidate, as in a suffix tree. A
/// candidate's weight is how often it occurs times its characters.
struct UnigramSeeds {
  /// The characters, then the weightiest substrings; scores are logarithms of their parts of all weights.
  let pieces: [UnigramTrainer.Piece]

  private struct Candidate {
    let start: Int
    let byteCount: Int
    let weight: Int
  }

  init(of words: PlainWords, characters: [[UInt8]], _ settings: UnigramTrainer.Settings) {
    let order = SuffixOrder(of: words, longest: settings.longestPiece)
    var candidates = Self.candidates(order, words)
    let storage = words.storage
    func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
      if a.weight != b.weight { return a.weight > b.weight }
      return storage[a.start..<a.start + a.byteCount].lexicographicallyPrecedes(
        storage[b.start..<b.start + b.byteCount])
    }
    candidates.sort(by: precedes)
    var weights: [(utf8: [UInt8], weight: Int)] = characters.map { ($0, order.characterCounts[$0] ?? 0) }
    for candidate in candidates.prefix(max(0, settings.seedCount - characters.count)) {
      weights.append((Array(storage[candidate.start..<candidate.start + candidate.byteCount]), candidate.weight))
    }
    let sum = Double(weights.reduce(0) { $0 + max($1.weight, 1) })
    pieces = weights.map { UnigramTrainer.Piece(utf8: $0.utf8, score: Logarithm.of(Double(max($0.weight, 1)) / sum)) }
  }

  /// Walks the intervals of the order that share a prefix, innermost first.
  private static func candidates(_ order: SuffixOrder, _ words: PlainWords) -> [Candidate] {
    var found: [Candidate] = []
    var open: [(depth: Int, first: Int, occurrences: Int)] = []
    func close(_ interval: (depth: Int, first: Int, occurrences: Int)) {
      guard interval.depth >= 2, interval.occurrences >= 2 else { return }
      let start = order.suffixes[interval.first].start
      let byteCount = order.byteCount(ofFirst: interval.depth, at: start)
      found.append(Candidate(start: start, byteCount: byteCount, weight: interval.occurrences * interval.depth))
    }
    for index in order.suffixes.indices {
      let shared = index == 0 ? 0 : order.shared[index]
      var first = index
      var occurrences = 0
      while let last = open.last, last.depth > shared {
        close((last.depth, last.first, last.occurrences + occurrences))
        occurrences += last.occurrences
        first = last.first
        open.removeLast()
      }
      if let last = open.last, last.depth == shared {
        open[open.count - 1].occurrences += occurrences
      } else if shared > 0 {
        open.append((shared, first, occurrences))
      }
      // The suffix itself, as far as a piece may reach, or one more of the same.
      let depth = order.depth(of: index)
      let count = words.counts[order.suffixes[index].word]
      if let last = open.last, last.depth == depth {
        open[open.count - 1].occurrences += count
      } else {
        open.append((depth, index, count))
      }
    }
    var occurrences = 0
    while let last = open.popLast() {
      close((last.depth, last.first, last.occurrences + occurrences))
      occurrences += last.occurrences
    }
    return found
  }
}

/// The suffixes of all words in the order of their characters.
private struct SuffixOrder {
  struct Suffix {
    let start: Int
    let word: Int
  }

  private(set) var suffixes: [Suffix] = []
  /// Characters that each shares with the one before it.
  private(set) var shared: [Int] = []
  private(set) var characterCounts: [[UInt8]: Int] = [:]
  private let storage: [UInt8]
  private let ranges: [Range<Int>]
  private let longest: Int

  init(of words: PlainWords, longest: Int) {
    storage = words.storage
    ranges = words.ranges
    self.longest = longest
    for (word, range) in words.ranges.enumerated() {
      var start = range.lowerBound
      while start < range.upperBound {
        suffixes.append(Suffix(start: start, word: word))
        let end = start + UTF8Layout.length(startingWith: storage[start])
        characterCounts[Array(storage[start..<end]), default: 0] += words.counts[word]
        start = end
      }
    }
    sort()
    shared = suffixes.indices.map { $0 == 0 ? 0 : sharedCharacters(suffixes[$0 - 1], suffixes[$0]) }
  }

  /// Bytes of the first `count` characters from `start` on.
  func byteCount(ofFirst count: Int, at start: Int) -> Int {
    var end = start
    for _ in 0..<count { end += UTF8Layout.length(startingWith: storage[end]) }
    return end - start
  }

  /// Characters of a suffix, as far as a piece may reach.
  func depth(of index: Int) -> Int {
    let suffix = suffixes[index]
    var (depth, position) = (0, suffix.start)
    while position < ranges[suffix.word].upperBound, depth < longest {
      position += UTF8Layout.length(startingWith: storage[position])
      depth += 1
    }
    return depth
  }

  /// By the bytes within reach, a shorter suffix first; equal ones in the order of the words, so that the order is one.
  private mutating func sort() {
    let (storage, ranges) = (storage, ranges)
    let reach = longest * 4
    suffixes.sort { a, b in
      var (left, right) = (a.start, b.start)
      let leftEnd = min(ranges[a.word].upperBound, left + reach)
      let rightEnd = min(ranges[b.word].upperBound, right + reach)
      while left < leftEnd, right < rightEnd {
        if storage[left] != storage[right] { return storage[left] < storage[right] }
        left += 1
        right += 1
      }
      if leftEnd - left != rightEnd - right { return leftEnd - left < rightEnd - right }
      return a.start < b.start
    }
  }

  private func sharedCharacters(_ a: Suffix, _ b: Suffix) -> Int {
    var (left, right, count) = (a.start, b.start, 0)
    while count < longest, left < ranges[a.word].upperBound, right < ranges[b.word].upperBound {
      let length = UTF8Layout.length(startingWith: storage[left])
      guard right + length <= ranges[b.word].upperBound,
        storage[left..<left + length].elementsEqual(storage[right..<right + length])
      else { break }
      left += length
      right += length
      count += 1
    }
    return count
  }
}
