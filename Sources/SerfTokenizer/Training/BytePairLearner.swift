/// The training of one vocabulary.
///
/// All words lie end to end as a doubly linked list of symbols. Each pair of neighbours knows its count and the places
/// where it was seen; a merge visits these places alone, and adjusts the counts of the pairs beside them. A heap gives
/// the commonest pair; its entries may be stale (a count has fallen since) and are then entered anew.
/// So training costs about one visit a merge and place, whatever the size of the vocabulary.
struct BytePairLearner {
  /// A pair's place in the queue: the higher count first, then the smaller pair.
  private struct Candidate: Comparable, Sendable {
    let count: Int
    let pair: TokenPair

    static func < (a: Candidate, b: Candidate) -> Bool { a.count != b.count ? a.count > b.count : a.pair < b.pair }
  }

  private struct Symbol {
    var id: Int32
    /// Places of the neighbours, -1 where a word ends or a character has no token.
    var previous: Int32
    var next: Int32
    let word: Int32
  }

  private let settings: BytePairTrainer.Settings
  private let counts: [Int]
  private var tokens: ByteStringTable
  private let reservedCount: Int
  private var symbols: [Symbol] = []
  private var merges: [BytePair.Merge] = []

  /// Numbers of the pairs, which index the next two.
  private var pairs = PairTable<Int32>(free: -1)
  private var pairCounts: [Int] = []
  private var places: [[Int32]] = []
  private var queue = MinHeap<Candidate>()

  init(words: WordCounts, settings: BytePairTrainer.Settings) throws(TokenizerError) {
    self.settings = settings
    counts = words.counts
    let characters = Alphabet(of: words, limit: settings.alphabetLimit).characters
    let reserved = settings.specialTokens.map { Array($0.utf8) } + (UInt8.min...UInt8.max).map(ByteToken.spelling)
    guard reserved.count + characters.count <= settings.vocabularySize else {
      throw .vocabularyTooSmall(
        size: settings.vocabularySize, special: settings.specialTokens.count, bytes: ByteToken.count,
        characters: characters.count)
    }
    reservedCount = reserved.count
    tokens = ByteStringTable()
    for token in reserved + characters where !tokens.insert(token.span).isNew { throw .repeatedToken(token) }
    try link(words)
  }
}

// MARK: - Before the first merge
extension BytePairLearner {
  /// Makes the list of symbols, and counts the pairs.
  private mutating func link(_ words: WordCounts) throws(TokenizerError) {
    guard words.words.storage.count < Int32.max else { throw .corpusTooLong(characterCount: words.words.storage.count) }
    symbols.reserveCapacity(words.words.storage.count)
    let storage = words.words.storage
    for word in 0..<words.count {
      let range = words.words.range(of: word)
      var start = range.lowerBound
      var previous: Int32 = -1
      while start < range.upperBound {
        let end = start + UTF8Layout.length(startingWith: storage[start])
        let token = tokens.index(of: storage.span.extracting(start..<end))
        start = end
        guard let token else {
          previous = -1
          continue
        }
        let place = Int32(symbols.count)
        symbols.append(Symbol(id: Int32(token), previous: previous, next: -1, word: Int32(word)))
        if previous >= 0 {
          symbols[Int(previous)].next = place
          let pair = number(of: TokenPair(left: symbols[Int(previous)].id, right: Int32(token)))
          pairCounts[pair] += counts[word]
          places[pair].append(previous)
        }
        previous = place
      }
    }
  }

  private mutating func number(of pair: TokenPair) -> Int {
    let (number, isNew) = pairs.insert(Int32(pairCounts.count), for: pair)
    if isNew {
      pairCounts.append(0)
      places.append([])
    }
    return Int(number)
  }
}

// MARK: - Merging
extension BytePairLearner {
  /// Merges until the vocabulary is full or no pair is common enough.
  mutating func learn() {
    for merge in pairsInQueueOrder() { queue.insert(merge) }
    while tokens.count < settings.vocabularySize, let best = queue.popMin() {
      guard let number = pairs[best.pair], pairCounts[Int(number)] > 0 else { continue }
      let count = pairCounts[Int(number)]
      if count != best.count {
        // The count has fallen since; had it risen, a newer entry would stand in front.
        if count < best.count { queue.insert(Candidate(count: count, pair: best.pair)) }
        continue
      }
      if count < settings.minimumFrequency { return }
      guard let product = product(of: best.pair) else { continue }
      merges.append(BytePair.Merge(left: best.pair.left, right: best.pair.right))
      merge(best.pair, number: Int(number), into: product)
    }
  }

  private func pairsInQueueOrder() -> [Candidate] {
    var seen: [Candidate] = []
    for (number, where_) in places.enumerated() {
      guard let place = where_.first else { continue }
      let left = symbols[Int(place)]
      let pair = TokenPair(left: left.id, right: symbols[Int(left.next)].id)
      seen.append(Candidate(count: pairCounts[number], pair: pair))
    }
    return seen
  }

  /// The id of two tokens put together: a new one, or that of the same spelling. nil when it would spell a special or
  /// a byte token: text that became one could not be decoded.
  private mutating func product(of pair: TokenPair) -> Int32? {
    let spelling = tokens[Int(pair.left)] + tokens[Int(pair.right)]
    let index = tokens.insert(spelling.span).index
    return index < reservedCount ? nil : Int32(index)
  }

  /// Merges a pair wherever it stands, from left to right.
  private mutating func merge(_ pair: TokenPair, number: Int, into product: Int32) {
    var visits: [Int32] = []
    swap(&visits, &places[number])
    // Two equal tokens overlap themselves (aaa), and the left pair comes first; other pairs can't overlap.
    if pair.left == pair.right { visits.sort() }
    pairCounts[number] = 0
    var risen: [TokenPair] = []
    for place in visits {
      let left = symbols[Int(place)]
      guard left.id == pair.left, left.next >= 0, symbols[Int(left.next)].id == pair.right else { continue }
      join(Int(place), product, pair, &risen)
    }
    for pair in Set(risen).sorted() {
      guard let number = pairs[pair], pairCounts[Int(number)] > 0 else { continue }
      queue.insert(Candidate(count: pairCounts[Int(number)], pair: pair))
    }
  }

  /// Makes one symbol of the one at `place` and the next, and adjusts the pairs around them.
  private mutating func join(_ place: Int, _ product: Int32, _ merged: TokenPair, _ risen: inout [TokenPair]) {
    let left = symbols[place]
    let right = symbols[Int(left.next)]
    let count = counts[Int(left.word)]
    if left.previous >= 0 {
      let before = symbols[Int(left.previous)].id
      lower(TokenPair(left: before, right: left.id), by: count, except: merged)
      raise(TokenPair(left: before, right: product), at: left.previous, by: count, &risen)
    }
    if right.next >= 0 {
      let after = symbols[Int(right.next)].id
      lower(TokenPair(left: right.id, right: after), by: count, except: merged)
      raise(TokenPair(left: product, right: after), at: Int32(place), by: count, &risen)
      symbols[Int(right.next)].previous = Int32(place)
    }
    symbols[Int(left.next)].id = -1
    symbols[place].id = product
    symbols[place].next = right.next
  }

  private mutating func lower(_ pair: TokenPair, by count: Int, except merged: TokenPair) {
    // The merged pair's count is 0 already: all its places are being visited.
    guard pair != merged, let number = pairs[pair] else { return }
    pairCounts[Int(number)] -= count
  }

  private mutating func raise(_ pair: TokenPair, at place: Int32, by count: Int, _ risen: inout [TokenPair]) {
    let number = number(of: pair)
    pairCounts[number] += count
    places[number].append(place)
    risen.append(pair)
  }
}

// MARK: - The result
extension BytePairLearner {
  func model() throws(TokenizerError) -> BytePair {
    let vocabulary = try Vocabulary((0..<tokens.count).map { tokens[$0] })
    let special = Set((0..<settings.specialTokens.count).map { Int32($0) })
    return try BytePair(vocabulary: vocabulary, merges: merges, byteFallback: true, reserved: special)
  }
}
