/// Merging of long words in time that grows with their length alone.
///
/// Which tokens a word has is decided from left to right: a sequence of tokens is what the merges make of its bytes
/// exactly if every two neighbours are what they make of those two alone (a merge across a border would show there
/// first). So the longest token that fits the one before it is taken, a shorter one if that leads nowhere, and a place
/// that led nowhere is never tried again. (van Antwerpen and Neubeck, "So many tokens, so little time", GitHub 2024.)
///
/// Each token must have one merge that makes it of its own bytes, later than those that make its parts; tokens that
/// their bytes never become are left out, since no text becomes them either. A character that becomes byte tokens, which
/// no merge touches, ends what lies before it, and something new begins behind it.
final class LongWordMerging: Sendable {
  /// Words of as many bytes are worth the tables, which are made when the first one comes.
  static let leastByteCount = 1024

  /// How a token is made.
  private struct Origin {
    /// When, -1 for a symbol that words begin as.
    var rank: Int32 = -1
    var left: Int32 = -1
    var right: Int32 = -1
    var byteCount: Int32 = 0
    /// The longest token that it begins with, but itself; -1 without.
    var prefix: Int32 = -1
  }

  private let rules: MergeRules
  private let origins: [Origin]
  private let trie: TokenTrie
  /// What a character becomes that no symbol stands for, by byte; empty where words that have one are refused.
  private let byteTokens: [Int32]
  /// A character that has no symbol here, but is no byte tokens either.
  private let refused: UInt32?

  /// nil when merges are not in the order in which tokens come about.
  /// - Parameters:
  ///   - symbols: what words begin as, with the bytes that each stands for.
  ///   - merges: in any order.
  ///   - count: one more than the highest id.
  ///   - byteTokens: the token of each byte of a character that no symbol stands for; -1, or none at all, without.
  ///   - refused: a character that is spelled otherwise in the vocabulary.
  init?(
    symbols: [(id: Int32, utf8: [UInt8])], merges: [BytePair.Merge], rules: MergeRules, count: Int,
    byteTokens: [Int32] = [], refused: UInt32? = nil
  ) {
    var origins = [Origin](repeating: Origin(), count: count)
    var spellings = [[UInt8]](repeating: [], count: count)
    for symbol in symbols {
      spellings[Int(symbol.id)] = symbol.utf8
      origins[Int(symbol.id)].byteCount = Int32(symbol.utf8.count)
    }
    var late: [BytePair.Merge] = []
    for merge in merges {
      guard let rule = rules[TokenPair(left: merge.left, right: merge.right)] else { return nil }
      let (left, right, product) = (Int(merge.left), Int(merge.right), Int(rule.product))
      guard !spellings[left].isEmpty, !spellings[right].isEmpty else {
        late.append(merge)
        continue
      }
      guard spellings[product].isEmpty,
        Self.fits(merge.left, merge.right, before: rule.rank, rules, origins)
      else { continue }
      guard origins[left].rank < rule.rank, origins[right].rank < rule.rank else { return nil }
      spellings[product] = spellings[left] + spellings[right]
      origins[product] = Origin(
        rank: rule.rank, left: merge.left, right: merge.right, byteCount: Int32(spellings[product].count))
    }
    // A merge before its parts are made is of no use when its bytes have become its product by then.
    for merge in late where !spellings[Int(merge.left)].isEmpty && !spellings[Int(merge.right)].isEmpty {
      guard let rule = rules[TokenPair(left: merge.left, right: merge.right)], !spellings[Int(rule.product)].isEmpty,
        origins[Int(rule.product)].left != merge.left || origins[Int(rule.product)].right != merge.right
      else { return nil }
    }
    trie = TokenTrie(
      of: Vocabulary(entries: spellings.indices.filter { !spellings[$0].isEmpty }.map { (Int32($0), spellings[$0]) }))
    for id in spellings.indices where !spellings[id].isEmpty {
      let shorter = Array(spellings[id].dropLast())
      origins[id].prefix = trie.longestToken(shorter.span, at: 0)?.id ?? -1
    }
    let bytes = Set(byteTokens)
    let isApart =
      byteTokens.allSatisfy { $0 >= 0 && spellings[Int($0)].isEmpty }
      && !merges.contains { bytes.contains($0.left) || bytes.contains($0.right) }
    self.byteTokens = isApart ? byteTokens : []
    for id in self.byteTokens { origins[Int(id)].byteCount = 1 }
    self.refused = refused
    self.rules = rules
    self.origins = origins
  }

  /// Whether the merges earlier than `limit` leave two tokens apart that lie side by side.
  ///
  /// It undoes their merges, the last one first, and looks at each step whether another one would have come before it.
  @inline(__always)
  private static func fits(
    _ left: Int32, _ right: Int32, before limit: Int32, _ rules: MergeRules, _ origins: borrowing [Origin]
  ) -> Bool {
    var (left, right, limit) = (left, right, limit)
    while true {
      if let rule = rules[TokenPair(left: left, right: right)], rule.rank < limit { return false }
      let (leftRank, rightRank) = (origins[Int(left)].rank, origins[Int(right)].rank)
      if leftRank > rightRank {
        limit = leftRank
        left = origins[Int(left)].right
      } else {
        guard rightRank >= 0 else { return true }
        // Of equally early merges the leftmost is made first, and that is the one across the border.
        limit = rightRank &+ 1
        right = origins[Int(right)].left
      }
    }
  }
}

// MARK: - Merging
extension LongWordMerging {
  /// Bytes of a token.
  @inline(__always)
  func byteCount(of id: Int32) -> Int { Int(origins[Int(id)].byteCount) }

  /// The tokens of a word, in order; nil when it has a character that is refused.
  func tokens(of word: Span<UInt8>) -> [Int32]? {
    var tokens: [Int32] = []
    /// So many tokens are worth a look whether the word repeats itself.
    var nextLook = Self.repetitionInterval
    /// Whether any place led nowhere: from then on nothing is repeated, so that no stretch is repeated in vain twice.
    var hasDeadEnds = false
    /// A bit a place, set once the text from there on turned out to be no tokens that fit the ones before.
    var isDeadEnd = [UInt64](repeating: 0, count: word.count / 64 + 1)
    /// Two tokens that fit, since in a run the same two come again and again.
    var fitting = TokenPair(left: -1, right: -1)
    var position = 0
    guard var token = nextToken(word, &position, &tokens) else { return nil }
    var last = tokens.last ?? -1
    while position < word.count {
      while token >= 0 {
        let end = position &+ byteCount(of: token)
        if isDeadEnd[end &>> 6] &>> UInt64(end & 63) & 1 == 0 {
          let pair = TokenPair(left: last, right: token)
          if last < 0 || pair == fitting || Self.fits(last, token, before: .max, rules, origins) {
            fitting = pair
            break
          }
        }
        token = origins[Int(token)].prefix
      }
      if token >= 0 {
        tokens.append(token)
        position += byteCount(of: token)
        if tokens.count >= nextLook, !hasDeadEnds {
          position = repeatTokens(&tokens, word, position)
          nextLook = tokens.count + Self.repetitionInterval
        }
        guard let next = nextToken(word, &position, &tokens) else { return nil }
        token = next
        last = tokens[tokens.count - 1]
      } else {
        guard let taken = tokens.popLast() else { return nil }
        hasDeadEnds = true
        isDeadEnd[position &>> 6] |= 1 &<< UInt64(position & 63)
        position -= byteCount(of: taken)
        // It ends where nothing goes on, so that a shorter one is tried.
        token = taken
        last = tokens.last ?? -1
      }
    }
    return tokens
  }

  /// The longest token that goes on at a place, behind the byte tokens of characters before it; -1 at the end, nil when
  /// there is a character that is refused.
  @inline(__always)
  private func nextToken(_ word: Span<UInt8>, _ position: inout Int, _ tokens: inout [Int32]) -> Int32? {
    while position < word.count {
      if let token = trie.longestToken(word, at: position) { return token.id }
      guard appendBytes(word, &position, to: &tokens) else { return nil }
    }
    return -1
  }

  /// Appends the byte tokens of the character at a place, and goes on behind it; false when it is refused.
  private func appendBytes(_ word: Span<UInt8>, _ position: inout Int, to tokens: inout [Int32]) -> Bool {
    let (point, count) = UTF8Layout.scalar(word, at: position)
    guard !byteTokens.isEmpty, point != refused else { return false }
    for _ in 0..<count {
      tokens.append(byteTokens[Int(word[position])])
      position += 1
    }
    return true
  }

  /// Tokens between two looks whether the word repeats itself.
  private static let repetitionInterval = 64
  /// Tokens of a repetition that is looked for.
  private static let longestRepetition = 16
  /// Tokens that are appended at a time.
  private static let longestBlock = 1024

  /// Appends the tokens before once more, as often as the word repeats what they stand for.
  ///
  /// They fit each other, since they did before. Where the last of them are not those that lead on, the search finds so
  /// as with any other token, and goes back.
  /// - Returns: where the word goes on.
  private func repeatTokens(_ tokens: inout [Int32], _ word: Span<UInt8>, _ start: Int) -> Int {
    let last = tokens.count - 1
    guard last > Self.longestRepetition,
      let count = (1...Self.longestRepetition).first(where: { tokens[last - $0] == tokens[last] })
    else { return start }
    var repeated = Array(tokens[(last - count + 1)...])
    var period = repeated.reduce(0) { $0 + byteCount(of: $1) }
    var end = start
    while end < word.count, word[end] == word[end - period] { end += 1 }
    while repeated.count < Self.longestBlock, start + 2 * period <= end {
      repeated += repeated
      period *= 2
    }
    let times = (end - start) / period
    tokens.reserveCapacity(tokens.count + times * repeated.count)
    for _ in 0..<times { tokens += repeated }
    return start + times * period
  }
}
