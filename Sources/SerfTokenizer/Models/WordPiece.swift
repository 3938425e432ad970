/// WordPiece (Schuster & Nakajima 2012, as in BERT): from the left the longest token that fits, again and again; a word
/// that can't be cut so is unknown as a whole.
public struct WordPiece: SubwordModel {
  public let vocabulary: Vocabulary
  /// The token of a word that can't be cut.
  public let unknownToken: Int32
  /// What every token of a word but its first begins with.
  public let continuingPrefix: String
  /// A word of more characters is unknown without a try.
  public let maximumCharacters: Int

  private let prefix: [UInt8]
  private let longest: Int
  private let workspaces = Pool<WordPieceWorkspace>()

  /// - Throws: ``TokenizerError/Code/unknownToken`` when the vocabulary has no such unknown token.
  public init(
    vocabulary: Vocabulary, unknownToken: Int32, continuingPrefix: String = "##", maximumCharacters: Int = 100
  ) throws(TokenizerError) {
    guard vocabulary[unknownToken] != nil else { throw .idOutOfRange(Int(unknownToken), count: vocabulary.count) }
    self.vocabulary = vocabulary
    self.unknownToken = unknownToken
    self.continuingPrefix = continuingPrefix
    self.maximumCharacters = maximumCharacters
    prefix = Array(continuingPrefix.utf8)
    longest = vocabulary.longestByteCount
  }

  public func tokenize(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var workspace = try workspaces.take { WordPieceWorkspace() }
    defer { workspaces.giveBack(workspace) }
    for piece in pieces {
      let word = utf8.extracting(piece)
      if let known = workspace.cache.tokens(of: word) {
        workspace.cache.append(known, at: piece.lowerBound, to: &tokens)
        continue
      }
      cut(word, in: &workspace)
      workspace.cache.store(workspace.found, of: word)
      var start = piece.lowerBound
      for token in workspace.found {
        tokens.append(token.id, start..<start + Int(token.byteCount))
        start += Int(token.byteCount)
      }
    }
  }

  /// The tokens of one word.
  func tokens(of word: Span<UInt8>) -> [CachedToken] {
    var workspace = WordPieceWorkspace()
    cut(word, in: &workspace)
    return workspace.found
  }

  /// Leaves the tokens of a word in the workspace.
  private func cut(_ word: Span<UInt8>, in workspace: inout WordPieceWorkspace) {
    workspace.found.removeAll(keepingCapacity: true)
    var start = 0
    if !isTooLong(word) {
      while start < word.count, let token = longestToken(of: word, from: start, &workspace.candidate) {
        workspace.found.append(token)
        start += Int(token.byteCount)
      }
    }
    if start < word.count {
      workspace.found = [CachedToken(id: unknownToken, byteCount: Int32(clamping: word.count))]
    }
  }

  private func isTooLong(_ word: Span<UInt8>) -> Bool {
    guard word.count > maximumCharacters else { return false }
    var characters = 0
    for position in word.indices where !UTF8Layout.isContinuation(word[position]) { characters += 1 }
    return characters > maximumCharacters
  }

  /// No token is longer than the longest, so that a word of any length takes linear time.
  private func longestToken(of word: Span<UInt8>, from start: Int, _ candidate: inout [UInt8]) -> CachedToken? {
    let mark = start > 0 ? prefix.count : 0
    var end = min(word.count, start + max(0, longest - mark))
    while end > start, end < word.count, UTF8Layout.isContinuation(word[end]) { end -= 1 }
    candidate.removeAll(keepingCapacity: true)
    if start > 0 { candidate += prefix }
    for position in start..<max(start, end) { candidate.append(word[position]) }
    while end > start {
      if let id = vocabulary.id(of: candidate) { return CachedToken(id: id, byteCount: Int32(end - start)) }
      end = UTF8Layout.previous(word, before: end)
      candidate.removeLast(candidate.count - mark - (end - start))
    }
    return nil
  }
}

/// Buffers for one word at a time, and the words cut lately. ``Pool`` lends it to one caller at a time.
private struct WordPieceWorkspace: Sendable {
  var cache = WordCache()
  var found: [CachedToken] = []
  var candidate: [UInt8] = []
}
