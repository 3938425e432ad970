/// What becomes of the stretches of a text that match, when it is cut at them.
public enum SplitBehavior: String, Hashable, Sendable, CaseIterable {
  /// They are dropped.
  case removed = "Removed"
  /// Each is a piece of its own.
  case isolated = "Isolated"
  /// Each belongs to the piece before it.
  case mergedWithPrevious = "MergedWithPrevious"
  /// Each belongs to the piece after it.
  case mergedWithNext = "MergedWithNext"
  /// Those side by side are one piece.
  case contiguous = "Contiguous"
}

/// Makes pieces of the stretches of one piece, which come in order and without gaps.
struct PieceWriter {
  private let behavior: SplitBehavior
  private let isInverted: Bool
  private var previousMatched = false
  private var hasPiece = false
  /// A match that waits for what follows it.
  private var waiting: Range<Int>?
  /// Where the stretch that comes next begins.
  private var position: Int
  private let end: Int

  init(_ piece: Range<Int>, _ behavior: SplitBehavior, isInverted: Bool = false) {
    self.behavior = behavior
    self.isInverted = isInverted
    position = piece.lowerBound
    end = piece.upperBound
  }

  /// The next match; what lies between two matches is a stretch that doesn't match.
  @inline(__always)
  mutating func match(_ range: Range<Int>, into pieces: inout [Range<Int>]) {
    if position < range.lowerBound { add(position..<range.lowerBound, isMatch: isInverted, into: &pieces) }
    add(range, isMatch: !isInverted, into: &pieces)
    position = range.upperBound
  }

  /// After the last match.
  mutating func finish(into pieces: inout [Range<Int>]) {
    if position < end { add(position..<end, isMatch: isInverted, into: &pieces) }
    if let waiting { push(waiting, into: &pieces) }
  }

  private mutating func add(_ range: Range<Int>, isMatch: Bool, into pieces: inout [Range<Int>]) {
    switch behavior {
    case .removed: if !isMatch { push(range, into: &pieces) }
    case .isolated: push(range, into: &pieces)
    case .contiguous: isMatch == previousMatched ? extend(range, into: &pieces) : push(range, into: &pieces)
    case .mergedWithPrevious:
      isMatch && !previousMatched ? extend(range, into: &pieces) : push(range, into: &pieces)
    case .mergedWithNext:
      if isMatch {
        if let waiting { push(waiting, into: &pieces) }
        waiting = range
      } else {
        push((waiting?.lowerBound ?? range.lowerBound)..<range.upperBound, into: &pieces)
        waiting = nil
      }
    }
    previousMatched = isMatch
  }

  private mutating func push(_ range: Range<Int>, into pieces: inout [Range<Int>]) {
    guard !range.isEmpty else { return }
    pieces.append(range)
    hasPiece = true
  }

  private mutating func extend(_ range: Range<Int>, into pieces: inout [Range<Int>]) {
    guard hasPiece, let last = pieces.popLast() else { return push(range, into: &pieces) }
    pieces.append(last.lowerBound..<range.upperBound)
  }
}

extension PreTokenizedText {
  /// Cuts at the characters of a kind.
  mutating func split(_ behavior: SplitBehavior, at isDelimiter: (UInt32) -> Bool) throws(TokenizerError) {
    try split { utf8, piece, pieces in
      var writer = PieceWriter(piece, behavior)
      UTF8Layout.forEachScalar(utf8, in: piece) { point, range in
        if isDelimiter(point) { writer.match(range, into: &pieces) }
      }
      writer.finish(into: &pieces)
    }
  }
}
