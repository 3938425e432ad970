/// The unigram language model (Kudo 2018): of all ways to cut a word into tokens the one whose scores, which are log
/// probabilities, add up to the most (Viterbi).
///
/// A character that no token covers alone costs 10 more than the worst token; unknown characters side by side are one
/// unknown token, or their bytes where the vocabulary has byte tokens.
public struct Unigram: SubwordModel {
  public let vocabulary: Vocabulary
  /// The score of each id.
  public let scores: [Double]
  public let unknownToken: Int32?
  /// Whether what is unknown becomes its bytes.
  public let byteFallback: Bool

  /// Whether scores add up in 32 bits, and reserved tokens are none of the text: SentencePiece's own way.
  let isSentencePiece: Bool
  /// Ids that no text gives.
  let reserved: Set<Int32>
  private let trie: TokenTrie
  private let unknownScore: Double
  /// In bytes, and no less than a character has.
  private let longestToken: Int
  private let byteIDs: [Int32]?
  private let workspaces: Pool<UnigramWorkspace>

  /// - Throws: ``TokenizerError/Code/badVocabulary`` when scores and tokens differ in number or a score is not a number,
  ///   ``TokenizerError/Code/unknownToken`` when there is no such unknown token.
  public init(
    vocabulary: Vocabulary, scores: [Double], unknownToken: Int32?, byteFallback: Bool = false
  ) throws(TokenizerError) {
    try self.init(
      vocabulary: vocabulary, scores: scores, unknownToken: unknownToken, byteFallback: byteFallback, reserved: nil)
  }

  /// - Parameter reserved: ids that no text gives, in SentencePiece's way; nil is Hugging Face's.
  init(
    vocabulary: Vocabulary, scores: [Double], unknownToken: Int32?, byteFallback: Bool, reserved: Set<Int32>?
  ) throws(TokenizerError) {
    guard scores.count == vocabulary.count else {
      throw .badSetting("scores", found: "\(scores.count)", expected: "one for each of \(vocabulary.count) tokens")
    }
    if let bad = scores.firstIndex(where: { !$0.isFinite }) {
      throw .badSetting("the score of token \(bad)", found: "\(scores[bad])", expected: "a finite number")
    }
    if let unknownToken, vocabulary[unknownToken] == nil {
      throw .idOutOfRange(Int(unknownToken), count: vocabulary.count)
    }
    self.vocabulary = vocabulary
    self.scores = scores
    self.unknownToken = unknownToken
    self.byteFallback = byteFallback
    workspaces = Pool()
    isSentencePiece = reserved != nil
    self.reserved = reserved ?? []
    trie = TokenTrie(of: vocabulary, without: reserved ?? [])
    longestToken = max(4, vocabulary.longestByteCount)
    let lowest = scores.indices.lazy.filter { reserved?.contains(Int32($0)) != true }.map { scores[$0] }.min()
    unknownScore = (lowest ?? 0) - 10
    let bytes = (UInt8.min...UInt8.max).map { vocabulary.id(of: ByteToken.spelling(of: $0)) ?? -1 }
    byteIDs = byteFallback ? bytes : nil
  }
}

// MARK: - Tokenizing
extension Unigram {
  public func tokenize(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var workspace = try workspaces.take { UnigramWorkspace() }
    defer { giveBack(&workspace) }
    for piece in pieces {
      let word = utf8.extracting(piece)
      if !workspace.cache.replay(word, at: piece.lowerBound, to: &tokens) {
        guard word.count < Int32.max else { throw .textTooLong(byteCount: word.count) }
        try findPath(word, at: piece.lowerBound, in: &workspace)
        write(word, in: &workspace)
        workspace.cache.store(workspace.found, of: word)
        append(workspace.found, at: piece.lowerBound, to: &tokens)
      }
    }
  }

  /// The tokens of one word.
  /// - Precondition: there is an unknown token, so that no word is refused.
  func tokens(of word: Span<UInt8>) -> [CachedToken] {
    var workspace = (try? workspaces.take { UnigramWorkspace() }) ?? UnigramWorkspace()
    defer { giveBack(&workspace) }
    try? findPath(word, at: 0, in: &workspace)
    write(word, in: &workspace)
    return workspace.found
  }

  private func giveBack(_ workspace: inout UnigramWorkspace) {
    workspace.forgetLongWord()
    workspaces.giveBack(workspace)
  }

  /// Byte tokens of one character have no bytes but the last, and all of them the range of what was unknown.
  private func append(_ found: [CachedToken], at offset: Int, to tokens: inout TokenBuffer) {
    var start = offset
    for token in found {
      tokens.append(token.id, start..<start + Int(abs(token.byteCount)))
      if token.byteCount > 0 { start += Int(token.byteCount) }
    }
  }

  /// The best way to each position.
  private func findPath(
    _ word: Span<UInt8>, at offset: Int, in workspace: inout UnigramWorkspace
  ) throws(TokenizerError) {
    workspace.begin(word.count, longestToken: longestToken)
    var start = 0
    while start < word.count {
      let length = UTF8Layout.length(startingWith: word[start])
      let score = workspace.score(of: start)
      var hasCharacter = false
      trie.forEachToken(word, at: start) { id, end in
        workspace.reach(end, with: id, score: sum(scores[Int(id)], score))
        if end &- start == length { hasCharacter = true }
      }
      if !hasCharacter {
        guard unknownToken != nil else {
          throw .unencodable(word.bytes(of: start..<start + length), at: offset + start)
        }
        workspace.reach(start + length, with: UnigramWorkspace.unknown, score: sum(unknownScore, score))
      }
      start += length
    }
  }

  /// A sum of two 32-bit numbers is exact in 64 bits, so that rounding it once is adding in 32.
  @inline(__always)
  private func sum(_ a: Double, _ b: Double) -> Double { isSentencePiece ? Double(Float(a + b)) : a + b }

  /// Leaves the tokens of the best path in the workspace.
  private func write(_ word: Span<UInt8>, in workspace: inout UnigramWorkspace) {
    workspace.found.removeAll(keepingCapacity: true)
    let steps = workspace.steps
    var end = word.count
    while end > 0 {
      var start = beginning(of: steps[end], endingAt: end, in: word)
      if isUnknown(steps[end]) {
        while start > 0, isUnknown(steps[start]) { start = beginning(of: steps[start], endingAt: start, in: word) }
        writeUnknown(word, start..<end, in: &workspace)
      } else {
        workspace.found.append(CachedToken(id: steps[end], byteCount: Int32(end - start)))
      }
      end = start
    }
    workspace.found.reverse()
  }

  /// A character that no token covers, or the unknown token as the text spells it.
  private func isUnknown(_ step: Int32) -> Bool { step == UnigramWorkspace.unknown || step == unknownToken }

  /// Where a step begins that ends at a place.
  private func beginning(of step: Int32, endingAt end: Int, in word: Span<UInt8>) -> Int {
    step == UnigramWorkspace.unknown ? UTF8Layout.previous(word, before: end) : end - vocabulary.byteCount(of: step)
  }

  /// What is unknown may still spell a token: the unknown token's own spelling, or one that scored too low.
  private func writeUnknown(_ word: Span<UInt8>, _ range: Range<Int>, in workspace: inout UnigramWorkspace) {
    let count = Int32(range.count)
    if !isSentencePiece, let id = vocabulary.id(of: word.extracting(range)) {
      workspace.found.append(CachedToken(id: id, byteCount: count))
    } else if let byteIDs, range.allSatisfy({ byteIDs[Int(word[$0])] >= 0 }) {
      for position in range.reversed() {
        let isLast = position == range.upperBound - 1
        workspace.found.append(CachedToken(id: byteIDs[Int(word[position])], byteCount: isLast ? count : -count))
      }
    } else {
      workspace.found.append(CachedToken(id: unknownToken ?? 0, byteCount: count))
    }
  }
}

/// Buffers for one word at a time, and the words cut lately. ``Pool`` lends it to one caller at a time.
private struct UnigramWorkspace: Sendable {
  /// The step over a character that no token covers.
  static let unknown: Int32 = -1
  private static let none: Int32 = -2
  /// Elements of a buffer that is kept for the next word.
  private static let mostKept = 1 << 16

  /// The last token of the best way to each position: all that a word of any length keeps of its ways.
  private(set) var steps: [Int32] = []
  /// The scores of the ways to the positions that tokens may still end at, at the position's last bits.
  private var scores: [Double] = []
  private var mask = 0
  var found: [CachedToken] = []
  var cache = WordCache()

  /// - Parameter longestToken: in bytes.
  mutating func begin(_ count: Int, longestToken: Int) {
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(Self.none, count: count + 1))
    if mask < longestToken {
      while mask < longestToken { mask = mask << 1 | 1 }
      scores = [Double](repeating: 0, count: mask + 1)
    }
    scores[0] = 0
  }

  /// Gives back what a word of many megabytes took.
  mutating func forgetLongWord() {
    if steps.capacity > Self.mostKept { steps = [] }
    if found.capacity > Self.mostKept { found = [] }
  }

  @inline(__always)
  func score(of position: Int) -> Double { scores[position & mask] }

  @inline(__always)
  mutating func reach(_ end: Int, with step: Int32, score: Double) {
    guard steps[end] == Self.none || score > scores[end & mask] else { return }
    steps[end] = step
    scores[end & mask] = score
  }
}
