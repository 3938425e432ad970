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
    let workspace = try workspaces.take { makeWorkspace() }
    defer { workspaces.giveBack(workspace) }
    try tokenize(utf8, pieces, into: &tokens, &workspace.cache, &workspace.search)
  }

  private func tokenize(
    _ utf8: Span<UInt8>, _ pieces: [Range<Int>], into tokens: inout TokenBuffer, _ cache: inout WordCache,
    _ search: inout UnigramSearch
  ) throws(TokenizerError) {
    var found: [CachedToken] = []
    for piece in pieces {
      let word = utf8.extracting(piece)
      if cache.replay(word, at: piece.lowerBound, to: &tokens) { continue }
      guard word.count < Int32.max else { throw .textTooLong(byteCount: word.count) }
      let isKept = WordCache.takes(word)
      found.removeAll(keepingCapacity: true)
      var start = piece.lowerBound
      try forEachToken(of: word, at: piece.lowerBound, in: &search) { token in
        // Byte tokens of one character have no bytes but the last, and all of them the range of what was unknown.
        tokens.append(token.id, start..<start + Int(abs(token.byteCount)))
        if token.byteCount > 0 { start += Int(token.byteCount) }
        if isKept { found.append(token) }
      }
      if isKept { cache.store(found, of: word) }
    }
  }

  /// The tokens of one word, in order.
  /// - Precondition: there is an unknown token, so that no word is refused.
  @inline(__always)
  func forEachToken(of word: Span<UInt8>, _ body: (CachedToken) -> Void) {
    let workspace = (try? workspaces.take { makeWorkspace() }) ?? makeWorkspace()
    defer { workspaces.giveBack(workspace) }
    try? forEachToken(of: word, at: 0, in: &workspace.search, body)
  }

  private func makeWorkspace() -> UnigramWorkspace {
    UnigramWorkspace(UnigramSearch(longestStep: longestToken))
  }

  /// - Parameter offset: where the word begins in the text, for errors.
  @inline(__always)
  private func forEachToken(
    of word: Span<UInt8>, at offset: Int, in search: inout UnigramSearch, _ body: (CachedToken) -> Void
  ) throws(TokenizerError) {
    // Bytes of characters that no token covers, or of the unknown token as the text spells it, which wait to be one
    // unknown token, and where they end.
    var (unknown, position) = (0, 0)
    func take(_ step: UnigramSearch.Step) {
      if step.id == UnigramSearch.unknown || step.id == unknownToken {
        unknown += Int(step.byteCount)
      } else {
        if unknown > 0 { giveUnknown(word, position - unknown..<position, body) }
        unknown = 0
        body(CachedToken(id: step.id, byteCount: step.byteCount))
      }
      position += Int(step.byteCount)
    }
    search.begin(word.count)
    var start = 0
    while start < word.count {
      try addSteps(word, &start, at: offset, to: search.window(end: word.count))
      if start < word.count { search.settle(at: start, end: word.count, take) }
    }
    search.finish(at: word.count, take)
    if unknown > 0 { giveUnknown(word, position - unknown..<position, body) }
  }

  /// The steps from all places from `start` on that are in the window.
  @inline(never)
  private func addSteps(
    _ word: Span<UInt8>, _ start: inout Int, at offset: Int, to window: UnigramSearch.Window
  ) throws(TokenizerError) {
    // Copies in registers.
    let (trie, scores, isSentencePiece) = (trie, scores, isSentencePiece)
    var place = start
    while place < window.end {
      let next = place &+ UTF8Layout.length(startingWith: word[place])
      let score = window.score(of: place)
      var hasCharacter = false
      trie.forEachToken(word, at: place) { id, end in
        let sum = Self.sum(scores[Int(id)], score, rounded: isSentencePiece)
        window.reach(end, from: place, with: id, score: sum)
        if end == next { hasCharacter = true }
      }
      if !hasCharacter {
        guard unknownToken != nil else { throw .unencodable(word.bytes(of: place..<next), at: offset + place) }
        let sum = Self.sum(unknownScore, score, rounded: isSentencePiece)
        window.reach(next, from: place, with: UnigramSearch.unknown, score: sum)
      }
      place = next
    }
    start = place
  }

  /// A sum of two 32-bit numbers is exact in 64 bits, so that rounding it once is adding in 32.
  @inline(__always)
  private static func sum(_ a: Double, _ b: Double, rounded: Bool) -> Double {
    rounded ? Double(Float(a + b)) : a + b
  }

  /// What is unknown may still spell a token: the unknown token's own spelling, or one that scored too low.
  private func giveUnknown(_ word: Span<UInt8>, _ range: Range<Int>, _ body: (CachedToken) -> Void) {
    let count = Int32(range.count)
    if !isSentencePiece, let id = vocabulary.id(of: word.extracting(range)) {
      body(CachedToken(id: id, byteCount: count))
    } else if let byteIDs, range.allSatisfy({ byteIDs[Int(word[$0])] >= 0 }) {
      for position in range {
        let isLast = position == range.upperBound - 1
        body(CachedToken(id: byteIDs[Int(word[position])], byteCount: isLast ? count : -count))
      }
    } else {
      body(CachedToken(id: unknownToken ?? 0, byteCount: count))
    }
  }
}

/// Buffers for one word at a time, and the words cut lately.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
private final class UnigramWorkspace: @unchecked Sendable {
  var search: UnigramSearch
  var cache = WordCache()

  init(_ search: consuming UnigramSearch) { self.search = search }
}
