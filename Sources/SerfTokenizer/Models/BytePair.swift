/// Byte-pair encoding (Sennrich et al. 2016): a word begins as its characters, and the merge learnt first among those
/// that apply is made, the leftmost first, until none applies.
///
/// A character that the vocabulary doesn't have becomes its UTF-8 bytes, one `<0xNN>` token each, when the model has
/// byte fallback; so nothing is unknown, and tokens put end to end are the text. (Of the two usual ways to that, a
/// 256-letter byte alphabet for everything or bytes for rare characters alone, this one keeps every token readable
/// text and never joins halves of two characters into a token.) Without byte fallback it becomes the unknown token.
public struct BytePair: SubwordModel {
  /// Two tokens that become one.
  public struct Merge: Hashable, Sendable {
    public let left: Int32
    public let right: Int32

    public init(left: Int32, right: Int32) {
      self.left = left
      self.right = right
    }
  }

  /// How words are spelled in the vocabulary, and what is done with what is not in it.
  public struct Options: Hashable, Sendable {
    /// Whether characters without a token become bytes.
    public var byteFallback = false
    /// The token of what has none, where there are no byte tokens.
    public var unknownToken: Int32?
    /// Whether unknown characters side by side share one unknown token.
    public var fusesUnknown = false
    /// Whether what has no token at all is left out, as Hugging Face does, and is not an error.
    public var dropsUnknown = false
    /// What every token of a word but its first begins with.
    public var continuingPrefix = ""
    /// What the last token of a word ends with.
    public var wordSuffix = ""
    /// Whether a word that is a token is that token, whatever the merges make of it.
    public var ignoresMerges = false
    /// The probability with which a merge is passed over (BPE dropout, Provilkov et al. 2020), each time anew.
    public var dropout: Double?
    /// Tokens that are only steps on the way to longer ones: where one is left over it is taken apart again, into the
    /// parts of the merge that makes it (subword-nmt's `--vocabulary-threshold`). Others than merges make are left alone.
    public var takenApart: Set<Int32> = []

    public init(byteFallback: Bool = false, unknownToken: Int32? = nil) {
      self.byteFallback = byteFallback
      self.unknownToken = unknownToken
    }
  }

  public let vocabulary: Vocabulary
  /// In the order in which they were learnt.
  public let merges: [Merge]
  public let options: Options

  let rules: MergeRules
  /// Tokens that text has whole wherever it spells them, and that no merge touches.
  let whole: TokenTrie?
  /// The ids of one-byte characters, -1 without.
  let asciiIDs: [Int32]
  /// The ids of the byte tokens, -1 without.
  let byteIDs: [Int32]
  /// Ids that no text gives: special and byte tokens.
  let reserved: Set<Int32>
  /// The merge to undo of each token that is taken apart.
  let undone: [Int32: Merge]
  /// Whether no merge reaches from a word into the ▁ that begins the next, so that words can be cut apart there and
  /// looked up one by one.
  let endsWordsAtMarks: Bool
  /// nil inside where words begin as anything but characters of the vocabulary.
  let longWords: Lazily<LongWordMerging?>
  let workspaces: Pool<BytePairWorkspace>

  /// - Parameters:
  ///   - reserved: the ids of special tokens; text never becomes one of them.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when a merge's parts or product are not in the vocabulary, when a
  ///   merge comes twice or makes a reserved token, or when byte fallback lacks byte tokens and there is no unknown
  ///   token to take their place.
  public init(
    vocabulary: Vocabulary, merges: [Merge], byteFallback: Bool = true, unknownToken: Int32? = nil,
    fusesUnknown: Bool = false, reserved: Set<Int32> = []
  ) throws(TokenizerError) {
    var options = Options(byteFallback: byteFallback, unknownToken: unknownToken)
    options.fusesUnknown = fusesUnknown
    try self.init(vocabulary: vocabulary, merges: merges, options: options, reserved: reserved)
  }

  /// - Parameters:
  ///   - reserved: ids that text never becomes; nil lets text become any token that it spells, byte tokens included.
  /// - Throws: as the other initialiser.
  public init(
    vocabulary: Vocabulary, merges: [Merge], options: Options, reserved: Set<Int32>? = nil
  ) throws(TokenizerError) {
    self.vocabulary = vocabulary
    self.merges = merges
    self.options = options
    whole = nil
    workspaces = Pool()
    if let unknownToken = options.unknownToken, vocabulary[unknownToken] == nil {
      throw .idOutOfRange(Int(unknownToken), count: vocabulary.count)
    }
    if let dropout = options.dropout, !(0...1).contains(dropout) {
      throw .badSetting("dropout", found: "\(dropout)", expected: "0 to 1")
    }
    let byteIDs =
      options.byteFallback
      ? try Self.byteIDs(in: vocabulary, required: options.unknownToken == nil && !options.dropsUnknown) : []
    self.byteIDs = byteIDs
    let kept = reserved.map { $0.union(byteIDs.filter { $0 >= 0 }) } ?? []
    self.reserved = kept
    asciiIDs = (0..<128).map { byte in
      vocabulary.id(of: [UInt8(byte)]).flatMap { kept.contains($0) ? nil : $0 } ?? -1
    }
    let rules = try Self.rules(
      of: merges, in: vocabulary, prefix: Array(options.continuingPrefix.utf8), reserved: kept)
    self.rules = rules
    undone = Self.undone(merges, rules, vocabulary, options)
    longWords = Self.longWords(merges, rules, vocabulary, options, kept, byteIDs)
    endsWordsAtMarks = Self.endsWordsAtMarks(merges, rules, vocabulary, options)
  }

  /// A model in which every two tokens merge whose bytes together are a token, the earliest token first: so tiktoken
  /// and SentencePiece have it.
  ///
  /// Pairs that make the same token are equally early, and then the leftmost is merged first.
  /// - Parameters:
  ///   - ranks: how early each token is made, by id; nil for one that is never made or merged.
  ///   - whole: ids of tokens that text has whole, and that no merge touches.
  init(
    vocabulary: Vocabulary, ranks: [Int32?], options: Options, reserved: Set<Int32>, whole: [Int32] = []
  ) throws(TokenizerError) {
    self.vocabulary = vocabulary
    self.options = options
    workspaces = Pool()
    let frozen = Set(whole)
    self.whole =
      whole.isEmpty ? nil : TokenTrie(of: Vocabulary(entries: whole.map { ($0, vocabulary[$0] ?? []) }))
    byteIDs = options.byteFallback ? try Self.byteIDs(in: vocabulary, required: false) : []
    self.reserved = reserved
    asciiIDs = (0..<128).map { byte in
      vocabulary.id(of: [UInt8(byte)]).flatMap { reserved.contains($0) ? nil : $0 } ?? -1
    }
    var made: [(merge: Merge, rule: MergeRules.Rule)] = []
    for id in 0..<Int32(vocabulary.count) where !frozen.contains(id) {
      guard let rank = ranks[Int(id)], let token = vocabulary[id] else { continue }
      let bytes = token.span
      for cut in 1..<max(1, token.count) where !UTF8Layout.isContinuation(token[cut]) {
        guard let left = vocabulary.id(of: bytes.extracting(0..<cut)), ranks[Int(left)] != nil,
          let right = vocabulary.id(of: bytes.extracting(cut..<token.count)), ranks[Int(right)] != nil,
          !frozen.contains(left), !frozen.contains(right)
        else { continue }
        made.append((Merge(left: left, right: right), .init(rank: rank, product: id)))
      }
    }
    made.sort { ($0.rule.rank, $0.merge.left, $0.merge.right) < ($1.rule.rank, $1.merge.left, $1.merge.right) }
    merges = made.map(\.merge)
    let rules = MergeRules(capacity: made.count)
    for (merge, rule) in made { _ = rules.insert(rule, for: TokenPair(left: merge.left, right: merge.right)) }
    self.rules = rules
    undone = Self.undone(merges, rules, vocabulary, options)
    longWords =
      whole.isEmpty ? Self.longWords(merges, rules, vocabulary, options, reserved, byteIDs) : Lazily { nil }
    endsWordsAtMarks = whole.isEmpty && Self.endsWordsAtMarks(merges, rules, vocabulary, options)
  }

  /// The earliest merge that makes each token which is taken apart.
  private static func undone(
    _ merges: [Merge], _ rules: MergeRules, _ vocabulary: Vocabulary, _ options: Options
  ) -> [Int32: Merge] {
    guard !options.takenApart.isEmpty else { return [:] }
    func byteCount(_ id: Int32) -> Int { vocabulary.range(of: id)?.count ?? 0 }
    var undone: [Int32: Merge] = [:]
    for merge in merges {
      guard let product = rules[TokenPair(left: merge.left, right: merge.right)]?.product,
        options.takenApart.contains(product), undone[product] == nil
      else { continue }
      // Parts that are shorter than their token come to an end; a prefix of theirs, or no bytes at all, might not.
      let parts = (byteCount(merge.left), byteCount(merge.right))
      guard min(parts.0, parts.1) > 0, parts.0 + parts.1 == byteCount(product) else { continue }
      undone[product] = merge
    }
    return undone
  }

  private static func longWords(
    _ merges: [Merge], _ rules: MergeRules, _ vocabulary: Vocabulary, _ options: Options, _ reserved: Set<Int32>,
    _ byteIDs: [Int32]
  ) -> Lazily<LongWordMerging?> {
    guard options.continuingPrefix.isEmpty, options.wordSuffix.isEmpty, options.dropout == nil,
      options.takenApart.isEmpty
    else { return Lazily { nil } }
    return Lazily {
      LongWordMerging(
        symbols: Self.symbols(of: vocabulary, reserved), merges: merges, rules: rules, count: vocabulary.count,
        byteTokens: byteIDs)
    }
  }

  /// The tokens of one character.
  static func symbols(of vocabulary: Vocabulary, _ reserved: Set<Int32>) -> [(id: Int32, utf8: [UInt8])] {
    (0..<Int32(vocabulary.count)).compactMap { id in
      guard !reserved.contains(id), let token = vocabulary[id], let first = token.first,
        UTF8Layout.length(startingWith: first) == token.count, vocabulary.id(of: token) == id
      else { return nil }
      return (id, token)
    }
  }

  /// No product has a ▁ behind another character, and the mark itself is a token, so that nothing unknown reaches
  /// across either.
  private static func endsWordsAtMarks(
    _ merges: [Merge], _ rules: MergeRules, _ vocabulary: Vocabulary, _ options: Options
  ) -> Bool {
    guard vocabulary.id(of: SentencePieceNormalizer.mark) != nil, options.unknownToken != nil, !options.ignoresMerges,
      options.dropout == nil, options.continuingPrefix.isEmpty, options.wordSuffix.isEmpty
    else { return false }
    let crossing = tokensAcrossMarks(of: vocabulary)
    guard !crossing.isEmpty else { return true }
    return merges.allSatisfy { merge in
      rules[TokenPair(left: merge.left, right: merge.right)].map { !crossing.contains($0.product) } ?? false
    }
  }

  /// Tokens that have a ▁ behind another character.
  private static func tokensAcrossMarks(of vocabulary: Vocabulary) -> Set<Int32> {
    let storage = vocabulary.table.storage
    let utf8 = storage.span
    var found: Set<Int32> = []
    for id in 0..<Int32(vocabulary.count) {
      guard let range = vocabulary.range(of: id) else { continue }
      let token = utf8.extracting(range)
      if nextWord(in: token, from: 0) < token.count { found.insert(id) }
    }
    return found
  }

  /// Where the next ▁ behind another character begins; the end of the text when there is none.
  static func nextWord(in utf8: Span<UInt8>, from start: Int) -> Int {
    var position = start
    var afterMark = true
    while position < utf8.count {
      let isMark =
        utf8[position] == 0xE2 && position + 2 < utf8.count && utf8[position + 1] == 0x96 && utf8[position + 2] == 0x81
      if isMark, !afterMark { return position }
      afterMark = isMark
      position += isMark ? 3 : 1
    }
    return position
  }

  private static func byteIDs(in vocabulary: Vocabulary, required: Bool) throws(TokenizerError) -> [Int32] {
    var ids: [Int32] = []
    for byte in UInt8.min...UInt8.max {
      let spelling = ByteToken.spelling(of: byte)
      let id = vocabulary.id(of: spelling)
      if id == nil, required { throw .unknownToken(spelling, neededBy: "byte fallback") }
      ids.append(id ?? -1)
    }
    return ids
  }

  private static func rules(
    of merges: [Merge], in vocabulary: Vocabulary, prefix: [UInt8], reserved: Set<Int32>
  ) throws(TokenizerError) -> MergeRules {
    var products: [Int32] = []
    products.reserveCapacity(merges.count)
    for (rank, merge) in merges.enumerated() {
      let product = try product(of: merge, in: vocabulary, prefix: prefix, after: products.last ?? -1, rank: rank)
      if reserved.contains(product) { throw .mergeMakesReserved(vocabulary[product] ?? [], merge: rank) }
      products.append(product)
    }
    // A loop of its own, so that the processor waits for several slots at a time.
    let rules = MergeRules(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      let rule = MergeRules.Rule(rank: Int32(rank), product: products[rank])
      guard rules.insert(rule, for: TokenPair(left: merge.left, right: merge.right)) else {
        throw .repeatedMerge(vocabulary[merge.left] ?? [], vocabulary[merge.right] ?? [], merge: rank)
      }
    }
    return rules
  }

  /// The token that a merge makes.
  /// - Parameter last: what the merge before it makes: mostly merges stand in the order of what they make.
  private static func product(
    of merge: Merge, in vocabulary: Vocabulary, prefix: [UInt8], after last: Int32, rank: Int
  ) throws(TokenizerError) -> Int32 {
    guard let left = vocabulary.range(of: merge.left), let right = vocabulary.range(of: merge.right) else {
      throw .idOutOfRange(Int(max(merge.left, merge.right)), count: vocabulary.count)
    }
    // The second part loses the mark that says that it continues a word.
    let rest = min(right.upperBound, right.lowerBound + prefix.count)..<right.upperBound
    if let guess = vocabulary.first(of: last + 1, last, isSpelled: left, rest) { return guess }
    let storage = vocabulary.table.storage
    guard right.count >= prefix.count, let id = vocabulary.id(of: Array(storage[left] + storage[rest])) else {
      throw .unknownProduct(Array(storage[left]), Array(storage[right]), merge: rank)
    }
    return id
  }
}

// MARK: - Options by name
extension BytePair {
  /// Whether characters without a token become bytes.
  public var byteFallback: Bool { options.byteFallback }
  /// The token of what has none, where there are no byte tokens.
  public var unknownToken: Int32? { options.unknownToken }
  /// Whether unknown characters side by side share one unknown token.
  public var fusesUnknown: Bool { options.fusesUnknown }
}
