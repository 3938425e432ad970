/// Learns merges from counted words.
///
/// All words lie end to end as a doubly linked list of symbols. Each pair of neighbours knows its count and the places
/// where it was seen; a merge visits these places alone. What it does to the pairs around them is first added up by the
/// neighbour, so that each pair is looked up once a merge and not once a place. A heap gives the commonest pair; its
/// entries may be stale (a count has fallen since) and are then entered anew.
/// So training costs about one visit a merge and place, whatever the size of the vocabulary.
struct BytePairLearner {
  /// A pair's place in the queue: the higher count first, then the smaller pair.
  private struct Candidate: Comparable, Sendable {
    let count: Int
    let pair: TokenPair

    static func < (a: Candidate, b: Candidate) -> Bool { a.count != b.count ? a.count > b.count : a.pair < b.pair }
  }

  /// A token in a word. Places of the neighbours are -1 where a word ends or a character has no token.
  private struct Symbol {
    var id: Int32
    var previous: Int32
    var next: Int32
    let word: Int32
  }

  private let plan: MergePlan
  private let words: WordCounts
  /// How often each word occurs, side by side: each visit of a place looks it up.
  private let counts: [Int]
  private var tokens = ByteStringTable()
  private var merges: [BytePair.Merge] = []
  private var mergedPairs: Set<TokenPair> = []

  private var symbols: [Symbol] = []
  private var pairs = PairCounts()
  private var queue = MinHeap<Candidate>()
  /// What the merge that is being made does to the tokens before and behind its places.
  private var before: NeighbourCounts
  private var behind: NeighbourCounts
  /// By token, where its next place goes.
  private var starts: [Int] = []

  /// - Throws: ``TokenizerError/Code/badVocabulary`` when a token comes twice, ``TokenizerError/Code/tooLong`` when the
  ///   words have 2^31 characters or more.
  init(words: WordCounts, plan: MergePlan) throws(TokenizerError) {
    self.plan = plan
    self.words = words
    counts = (0..<words.count).map { words.count(of: $0) }
    for token in plan.tokens where !tokens.insert(token.span).isNew { throw .repeatedToken(token) }
    for character in plan.characters { _ = tokens.insert(character.span) }
    before = NeighbourCounts()
    behind = NeighbourCounts()
    try link()
  }
}

// MARK: - Before the first merge
extension BytePairLearner {
  /// Makes the list of symbols, and counts the pairs.
  private mutating func link() throws(TokenizerError) {
    let storage = words.storage
    guard storage.count < Int32.max, words.count < Int32.max else {
      throw .corpusTooLong(characterCount: storage.count)
    }
    symbols.reserveCapacity(storage.count)
    var ids = CharacterIDs(tokens: tokens, reserved: plan.reserved)
    if !plan.continuingPrefix.isEmpty {
      ids.addContinuing(plan.continuingPrefix, of: words, to: &tokens)
    }
    for word in 0..<words.count { link(word, storage.span, ids) }
    pairs.layOutPlaces()
    for (place, symbol) in symbols.enumerated() where symbol.next >= 0 {
      let pair = TokenPair(left: symbol.id, right: symbols[Int(symbol.next)].id)
      pairs.setPlace(Int32(place), at: pairs.insert(pair))
    }
    for slot in pairs.slots where slot.count >= plan.minimumFrequency {
      queue.insert(Candidate(count: slot.count, pair: TokenPair(key: slot.key)))
    }
  }

  private mutating func link(_ word: Int, _ storage: Span<UInt8>, _ ids: CharacterIDs) {
    let range = words.range(of: word)
    let count = counts[word]
    var start = range.lowerBound
    var previous: Int32 = -1
    while start < range.upperBound {
      let end = start + UTF8Layout.length(startingWith: storage[start])
      let id = ids.id(of: storage, start..<end, isFirst: start == range.lowerBound)
      start = end
      guard id >= 0 else {
        previous = -1
        continue
      }
      let place = Int32(symbols.count)
      symbols.append(Symbol(id: id, previous: previous, next: -1, word: Int32(word)))
      if previous >= 0 {
        symbols[Int(previous)].next = place
        let index = pairs.insert(TokenPair(left: symbols[Int(previous)].id, right: id))
        pairs.add(count, at: index)
        pairs.countPlace(at: index)
      }
      previous = place
    }
  }
}

// MARK: - Merging
extension BytePairLearner {
  /// Makes the merges that there are already, then learns others until the vocabulary is full or no pair is common
  /// enough.
  /// - Parameter progress: is told the number of tokens now and then.
  mutating func learn(progress: (Int) -> Void = { _ in }) {
    let tokenCount = max(plan.vocabularySize, tokens.count)
    before.reserve(tokenCount)
    behind.reserve(tokenCount)
    starts = Array(repeating: 0, count: tokenCount)
    for earlier in plan.earlierMerges {
      merges.append(earlier)
      let pair = TokenPair(left: earlier.left, right: earlier.right)
      mergedPairs.insert(pair)
      guard let index = pairs.index(of: pair), let product = product(of: pair) else { continue }
      merge(pair, at: index, into: product)
    }
    while tokens.count < plan.vocabularySize, let best = queue.popMin() {
      guard let index = pairs.index(of: best.pair) else { continue }
      let count = pairs.slots[index].count
      if count != best.count {
        // The count has fallen since; had it risen, a newer entry would stand in front.
        if count < best.count, count >= plan.minimumFrequency {
          queue.insert(Candidate(count: count, pair: best.pair))
        }
        continue
      }
      guard let product = product(of: best.pair) else { continue }
      // A pair may come again, when a token is made in a second way; its first merge stands for both.
      if mergedPairs.insert(best.pair).inserted {
        merges.append(BytePair.Merge(left: best.pair.left, right: best.pair.right))
      }
      merge(best.pair, at: index, into: product)
      if merges.count % 256 == 0 { progress(tokens.count) }
    }
  }

  /// The id of two tokens put together: a new one, or that of the same spelling. nil when it would spell a reserved
  /// token: text that became one could not be decoded.
  private mutating func product(of pair: TokenPair) -> Int32? {
    var spelling = tokens[Int(pair.left)]
    let right = tokens[Int(pair.right)]
    let hasPrefix = !plan.continuingPrefix.isEmpty && right.starts(with: plan.continuingPrefix)
    spelling += hasPrefix ? right[plan.continuingPrefix.count...] : right[...]
    let index = Int32(tokens.insert(spelling.span).index)
    return plan.reserved.contains(index) ? nil : index
  }

  /// Merges a pair wherever it stands, from left to right.
  private mutating func merge(_ pair: TokenPair, at index: Int, into product: Int32) {
    let visits = pairs.take(at: index)
    // Two equal tokens overlap themselves (aaa), and the left pair comes first; other pairs can't overlap.
    if pair.left == pair.right { pairs.sortPlaces(visits) }
    before.reserve(places: visits.count)
    behind.reserve(places: visits.count)
    join(visits, pair, product)
    // Counts rise before others fall: in a run of one pair (abab) what rose at one place falls at the next.
    settle(before) { TokenPair(left: $0, right: product) }
    settle(behind) { TokenPair(left: product, right: $0) }
    for token in before.tokens {
      lower(TokenPair(left: token, right: pair.left), by: before.counts[Int(token)], except: pair)
    }
    for token in behind.tokens {
      lower(TokenPair(left: pair.right, right: token), by: behind.counts[Int(token)], except: pair)
    }
    before.removeAll()
    behind.removeAll()
  }

  private mutating func join(_ visits: Range<Int>, _ pair: TokenPair, _ product: Int32) {
    let places = pairs.places
    Self.join(places.span.extracting(visits), pair, product, &symbols, counts, &before, &behind)
  }

  /// Makes one symbol of two at each place where they still stand.
  private static func join(
    _ visits: Span<Int32>, _ pair: TokenPair, _ product: Int32, _ symbols: inout [Symbol], _ counts: [Int],
    _ before: inout NeighbourCounts, _ behind: inout NeighbourCounts
  ) {
    var span = symbols.mutableSpan
    for visit in visits.indices {
      let place = visits[visit]
      let left = span[Int(place)]
      guard left.id == pair.left, left.next >= 0 else { continue }
      let right = span[Int(left.next)]
      guard right.id == pair.right else { continue }
      let count = counts[Int(left.word)]
      if left.previous >= 0 { before.add(count, token: span[Int(left.previous)].id, place: left.previous) }
      if right.next >= 0 {
        behind.add(count, token: span[Int(right.next)].id, place: place)
        span[Int(right.next)].previous = place
      }
      span[Int(left.next)].id = -1
      span[Int(place)].id = product
      span[Int(place)].next = right.next
    }
  }

  private mutating func lower(_ pair: TokenPair, by count: Int, except merged: TokenPair) {
    // The merged pair's count is 0 already: all its places were visited.
    guard pair != merged, let index = pairs.index(of: pair) else { return }
    pairs.add(-count, at: index)
  }

  /// Adds the counts and places of the pairs that the product makes with its neighbours.
  private mutating func settle(_ neighbours: NeighbourCounts, _ pair: (Int32) -> TokenPair) {
    for token in neighbours.tokens {
      let pair = pair(token)
      let index = pairs.insert(pair)
      pairs.add(neighbours.counts[Int(token)], at: index)
      starts[Int(token)] = pairs.reservePlaces(neighbours.placeCounts[Int(token)], at: index)
      let sum = pairs.slots[index].count
      if sum >= plan.minimumFrequency { queue.insert(Candidate(count: sum, pair: pair)) }
    }
    for (token, place) in neighbours.places {
      pairs.fill(place, at: starts[Int(token)])
      starts[Int(token)] += 1
    }
  }
}

// MARK: - The result
extension BytePairLearner {
  /// Tokens so far.
  var tokenCount: Int { tokens.count }

  var result: LearnedMerges { LearnedMerges(tokens: (0..<tokens.count).map { tokens[$0] }, merges: merges) }
}

/// The tokens beside the places of one merge: how often each stands there, and where.
private struct NeighbourCounts {
  /// Those that stand there, each once.
  private(set) var tokens: [Int32] = []
  /// Every token at every place, from left to right.
  private(set) var places: [(token: Int32, place: Int32)] = []
  /// By token; a count of 0 is none.
  private(set) var counts: [Int] = []
  private(set) var placeCounts: [Int] = []
  private static let mostPlacesKept = 1 << 20

  /// Room for as many places exactly, so that millions of them don't take twice their memory.
  mutating func reserve(places count: Int) { places.reserveCapacity(count) }

  mutating func reserve(_ tokenCount: Int) {
    counts = Array(repeating: 0, count: tokenCount)
    placeCounts = counts
  }

  mutating func add(_ count: Int, token: Int32, place: Int32) {
    let index = Int(token)
    if placeCounts[index] == 0 { tokens.append(token) }
    counts[index] += count
    placeCounts[index] += 1
    places.append((token, place))
  }

  mutating func removeAll() {
    for token in tokens {
      counts[Int(token)] = 0
      placeCounts[Int(token)] = 0
    }
    tokens.removeAll(keepingCapacity: true)
    // What a merge of millions of places took is given back.
    places.removeAll(keepingCapacity: places.capacity <= Self.mostPlacesKept)
  }
}

/// The tokens of single characters.
private struct CharacterIDs {
  private var table: ByteStringTable
  private let reserved: Set<Int32>
  /// Of the one-byte characters, -1 of those without a token; at the beginning of a word and inside.
  private var first: [Int32] = []
  private var inner: [Int32] = []
  /// The id inside a word of each token of a character, where that has another spelling.
  private var continuing: [Int32: Int32]?

  init(tokens: ByteStringTable, reserved: Set<Int32>) {
    table = tokens
    self.reserved = reserved
    first = (0..<128).map { byte in find([UInt8(byte)].span) }
    inner = first
  }

  private func find(_ character: Span<UInt8>) -> Int32 {
    guard let index = table.index(of: character) else { return -1 }
    return reserved.contains(Int32(index)) ? -1 : Int32(index)
  }

  func id(of text: Span<UInt8>, _ range: Range<Int>, isFirst: Bool) -> Int32 {
    if range.count == 1 { return isFirst ? first[Int(text[range.lowerBound])] : inner[Int(text[range.lowerBound])] }
    let id = find(text.extracting(range))
    guard !isFirst, let continuing else { return id }
    return continuing[id] ?? -1
  }

  /// Gives the characters that occur inside of words a second token, in the order of their code points.
  mutating func addContinuing(_ prefix: [UInt8], of words: WordCounts, to tokens: inout ByteStringTable) {
    var inside: Set<[UInt8]> = []
    for word in 0..<words.count {
      let range = words.range(of: word)
      var start = range.lowerBound
      while start < range.upperBound {
        let end = start + UTF8Layout.length(startingWith: words.storage[start])
        let character = words.storage[start..<end]
        if start > range.lowerBound, find(words.storage.span.extracting(start..<end)) >= 0 {
          inside.insert(Array(character))
        }
        start = end
      }
    }
    var continuing: [Int32: Int32] = [:]
    for character in inside.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      continuing[find(character.span)] = Int32(tokens.insert((prefix + character).span).index)
    }
    inner = first.map { continuing[$0] ?? -1 }
    self.continuing = continuing
  }
}
