/// The third stage: cuts each piece into tokens of a vocabulary.
public protocol SubwordModel: Sendable {
  /// The tokens, by id.
  var vocabulary: Vocabulary { get }

  /// Appends the tokens of each piece, in order.
  /// - Parameters:
  ///   - utf8: the whole normalised text.
  ///   - pieces: ascending byte ranges of it, each at character boundaries.
  func tokenize(_ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer) throws(TokenizerError)
}

/// The tokens of a text, in order, as a model finds them.
public struct TokenBuffer: Hashable, Sendable {
  /// What is kept of each token.
  public enum Contents: Hashable, Sendable {
    /// Nothing but how many there are.
    case count
    /// The ids.
    case ids
    /// The ranges.
    case ranges
    /// Both.
    case idsAndRanges
  }

  /// The tokens in all.
  public private(set) var count = 0
  /// The token ids; empty when they are not kept.
  public private(set) var ids: [Int32] = []
  /// The bytes of the normalised text that each stands for; empty when they are not kept.
  public internal(set) var ranges: [Range<Int>] = []
  let keepsIDs: Bool
  let keepsRanges: Bool

  /// - Parameter contents: what is asked for; the rest saves its memory and time.
  public init(_ contents: Contents = .idsAndRanges) {
    keepsIDs = contents == .ids || contents == .idsAndRanges
    keepsRanges = contents == .ranges || contents == .idsAndRanges
  }

  /// Makes room for about as many tokens as a text has that is not long.
  mutating func reserve(forBytes byteCount: Int) {
    let expected = min(byteCount / 3 + 8, 4096)
    if keepsIDs { ids.reserveCapacity(expected) }
    if keepsRanges { ranges.reserveCapacity(expected) }
  }

  /// Makes room for more tokens, and if there is none, for as many as the whole text has if it goes on as it began: so
  /// that those of a long text are moved once.
  /// - Parameter position: of the text's bytes, where the tokens to be added end.
  mutating func reserve(_ added: Int, at position: Int, of byteCount: Int) {
    let needed = count + added
    guard needed > (keepsIDs ? ids.capacity : ranges.capacity) else { return }
    let expected = max(2 * needed, Int(Double(needed) / Double(max(1, position)) * Double(byteCount) * 1.05))
    if keepsIDs { ids.reserveCapacity(expected) }
    if keepsRanges { ranges.reserveCapacity(expected) }
  }

  /// Adds one token.
  @inline(__always)
  public mutating func append(_ id: Int32, _ range: Range<Int>) {
    count += 1
    if keepsIDs { ids.append(id) }
    if keepsRanges { ranges.append(range) }
  }

  /// Adds the ids of several tokens, whose ranges follow or are not kept.
  mutating func append(ids added: UnsafeBufferPointer<Int32>) {
    count += added.count
    if keepsIDs { unsafe ids.append(contentsOf: added) }
  }

  /// Adds the ranges of tokens whose ids were added.
  mutating func append(ranges added: UnsafeBufferPointer<Range<Int>>) { unsafe ranges.append(contentsOf: added) }

  /// Puts other ranges in the place of those from token `first` on.
  mutating func mapRanges(from first: Int, _ transform: (Range<Int>) -> Range<Int>) {
    guard keepsRanges else { return }
    for index in first..<ranges.count { ranges[index] = transform(ranges[index]) }
  }

  /// Forgets the tokens from token `first` on.
  mutating func removeAll(from first: Int) {
    count = min(count, first)
    if keepsIDs { ids.removeLast(ids.count - count) }
    if keepsRanges { ranges.removeLast(ranges.count - count) }
  }

  /// Gives what the normaliser dropped before a token to the token before it, so that the ranges cover a text of
  /// `byteCount` bytes.
  mutating func closeGaps(byteCount: Int) {
    guard keepsRanges, let last = ranges.indices.last else { return }
    ranges[0] = 0..<ranges[0].upperBound
    for index in 0..<last where ranges[index].upperBound < ranges[index + 1].lowerBound {
      ranges[index] = ranges[index].lowerBound..<ranges[index + 1].lowerBound
    }
    ranges[last] = ranges[last].lowerBound..<max(ranges[last].upperBound, byteCount)
  }
}
