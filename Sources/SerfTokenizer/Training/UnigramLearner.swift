/// Expectation, maximisation and dropping for a ``UnigramTrainer``.
struct UnigramLearner {
  private let words: PlainWords
  private let settings: UnigramTrainer.Settings
  private let threads: Int?
  private var pieces: [UnigramTrainer.Piece]

  /// Words are dealt to a fixed number of parts, and their sums are added in the order of the parts: so the scores are the
  /// same to the bit for any number of threads.
  private static let partCount = 8
  /// Pieces that are expected less often are dropped (SentencePiece's constant).
  private static let leastExpected = 0.5

  init(words: PlainWords, pieces: [UnigramTrainer.Piece], _ settings: UnigramTrainer.Settings, threads: Int?) {
    self.words = words
    self.pieces = pieces
    self.settings = settings
    self.threads = threads
  }

  /// Fits and drops until there are about `count` pieces: a tenth more, of which ``best(_:)`` takes the best.
  mutating func learn(down count: Int, progress: (Int) -> Void) {
    let target = max(count + count / 10, characterCount)
    while true {
      for _ in 0..<settings.steps { maximize(expected()) }
      progress(pieces.count)
      if pieces.count <= target { return }
      let before = pieces.count
      drop(downTo: max(target, Int(settings.shrinkingFactor * Double(before))))
      // Pieces without an alternative all stay.
      if pieces.count == before { return }
    }
  }

  /// The characters and the best other pieces, by descending score.
  func best(_ count: Int) -> [UnigramTrainer.Piece] {
    func precedes(_ a: UnigramTrainer.Piece, _ b: UnigramTrainer.Piece) -> Bool {
      a.score != b.score ? a.score > b.score : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    let characters = pieces.filter { Self.isCharacter($0.utf8) }
    let others = pieces.filter { !Self.isCharacter($0.utf8) }.sorted(by: precedes)
    return (characters + others.prefix(max(0, count - characters.count))).sorted(by: precedes)
  }

  private var characterCount: Int { pieces.count { Self.isCharacter($0.utf8) } }

  private static func isCharacter(_ piece: [UInt8]) -> Bool {
    UTF8Layout.length(startingWith: piece[0]) == piece.count
  }

  /// `body` of each part of the words, with the words of the part.
  private func parts<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
    let count = words.ranges.count
    return Workers.map(Self.partCount, threads: threads) { part in
      body(count * part / Self.partCount..<count * (part + 1) / Self.partCount)
    }
  }
}

// MARK: - Fitting
extension UnigramLearner {
  /// How often each piece is expected in the text, over all ways to cut each word.
  private func expected() -> [Double] {
    let lattice = UnigramLattice(pieces)
    let words = words
    let sums = parts { part in
      var sums = [Double](repeating: 0, count: lattice.pieceCount)
      var workspace = UnigramLattice.Workspace()
      for word in part {
        lattice.addExpected(
          words.storage.span.extracting(words.ranges[word]), Double(words.counts[word]), to: &sums, &workspace)
      }
      return sums
    }
    var total = sums[0]
    for part in sums.dropFirst() {
      for index in total.indices { total[index] += part[index] }
    }
    return total
  }

  /// The scores that fit the expectation, under a sparse prior: ψ(expected) − ψ(all), as SentencePiece has it.
  private mutating func maximize(_ expected: [Double]) {
    var kept: [(utf8: [UInt8], expected: Double)] = []
    kept.reserveCapacity(pieces.count)
    for (piece, count) in zip(pieces, expected) {
      if count >= Self.leastExpected {
        kept.append((piece.utf8, count))
      } else if Self.isCharacter(piece.utf8) {
        kept.append((piece.utf8, Self.leastExpected))
      }
    }
    let sum = Logarithm.digamma(kept.reduce(0) { $0 + $1.expected })
    pieces = kept.map { UnigramTrainer.Piece(utf8: $0.utf8, score: Logarithm.digamma($0.expected) - sum) }
  }
}

// MARK: - Dropping
extension UnigramLearner {
  /// Drops the pieces whose loss lowers the likelihood of the text least.
  private mutating func drop(downTo count: Int) {
    let lattice = UnigramLattice(pieces)
    let used = usage(lattice)
    let sum = used.reduce(0, +)
    let logSum = Logarithm.of(sum)
    var kept: [Int] = []
    var candidates: [(piece: Int, loss: Double)] = []
    var workspace = UnigramLattice.Workspace()
    for (index, piece) in pieces.enumerated() {
      guard !Self.isCharacter(piece.utf8) else {
        kept.append(index)
        continue
      }
      // A piece that no best way has can go, and so can one that is better cut itself.
      guard used[index] > 0, let way = lattice.otherWay(piece.utf8.span, &workspace), way.score < piece.score else {
        continue
      }
      let alternativeSum = Logarithm.of(sum + used[index] * Double(way.pieces.count - 1))
      let alternative = way.pieces.reduce(0.0) { $0 + Logarithm.of(used[Int($1)] + used[index]) - alternativeSum }
      candidates.append((index, used[index] / sum * (Logarithm.of(used[index]) - logSum - alternative)))
    }
    candidates.sort { a, b in a.loss != b.loss ? a.loss > b.loss : a.piece < b.piece }
    kept.append(contentsOf: candidates.prefix(max(0, count - kept.count)).map(\.piece))
    pieces = kept.sorted().map { pieces[$0] }
  }

  /// How often each piece is in the best ways to cut the words.
  private func usage(_ lattice: UnigramLattice) -> [Double] {
    let words = words
    let sums = parts { part in
      var sums = [Double](repeating: 0, count: lattice.pieceCount)
      var workspace = UnigramLattice.Workspace()
      for word in part {
        let way = lattice.bestWay(words.storage.span.extracting(words.ranges[word]), &workspace)
        for piece in way { sums[Int(piece)] += Double(words.counts[word]) }
      }
      return sums
    }
    var total = sums[0]
    for part in sums.dropFirst() {
      for index in total.indices { total[index] += part[index] }
    }
    return total
  }
}
