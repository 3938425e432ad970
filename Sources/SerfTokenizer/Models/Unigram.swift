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
    defer { workspaces.giveBack(workspace) }
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
    var workspace = UnigramWorkspace()
    try? findPath(word, at: 0, in: &workspace)
    write(word, in: &workspace)
    return workspace.found
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
    workspace.begin(word.count)
    var start = 0
    while start < word.count {
      let length = UTF8Layout.length(startingWith: word[start])
      let score = workspace.path[start].score
      var hasCharacter = false
      var node = TokenTrie.root
      var end = start
      while end < word.count, let next = trie.child(of: node, word[end]) {
        node = next
        end += 1
        let id = trie.id(at: node)
        guard id >= 0 else { continue }
        workspace.reach(end, from: start, with: id, score: sum(scores[Int(id)], score))
        if end - start == length { hasCharacter = true }
      }
      if !hasCharacter {
        guard let unknownToken else { throw .unencodable(word.bytes(of: start..<start + length), at: offset + start) }
        workspace.reach(start + length, from: start, with: unknownToken, score: sum(unknownScore, score))
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
    var end = word.count
    while end > 0 {
      let step = workspace.path[end]
      var start = Int(step.start)
      if step.id == unknownToken {
        while start > 0, workspace.path[start].id == unknownToken { start = Int(workspace.path[start].start) }
        writeUnknown(word, start..<end, in: &workspace)
      } else {
        workspace.found.append(CachedToken(id: step.id, byteCount: Int32(end - start)))
      }
      end = start
    }
    workspace.found.reverse()
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
  /// The best way to a position: its last token, where that begins, and the score of all of it; start -1 is no way.
  struct Step: Sendable {
    var id: Int32
    var start: Int32
    var score: Double
  }

  var path: [Step] = []
  var found: [CachedToken] = []
  var cache = WordCache()

  mutating func begin(_ count: Int) {
    path.removeAll(keepingCapacity: true)
    path.append(contentsOf: repeatElement(Step(id: 0, start: -1, score: 0), count: count + 1))
  }

  @inline(__always)
  mutating func reach(_ end: Int, from start: Int, with id: Int32, score: Double) {
    guard path[end].start < 0 || score > path[end].score else { return }
    path[end] = Step(id: id, start: Int32(start), score: score)
  }
}
