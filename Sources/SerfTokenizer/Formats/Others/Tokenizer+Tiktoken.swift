extension Tokenizer {
  /// Reads tiktoken's ranks: a line a token, its bytes in base64, a blank, its rank, which is its id.
  ///
  /// The file doesn't say how text is cut. Its size tells GPT-2's, o200k's and Qwen's; others are cut as cl100k's and
  /// Llama 3's.
  /// - Throws: ``TokenizerError/Code/badFile`` with the line, ``TokenizerError/Code/badVocabulary`` when a token or a
  ///   rank comes twice or one of the 256 bytes is missing.
  public init(tiktoken text: [UInt8]) throws(TokenizerError) {
    var entries: [(id: Int32, token: [UInt8])] = []
    for (number, line) in FileLines.of(text).enumerated() where !line.isEmpty {
      guard let entry = Self.rank(line) else {
        throw .badLine(number + 1, found: Array(line), expected: "a token in base64, a blank and its rank")
      }
      entries.append(entry)
    }
    entries.sort { $0.id < $1.id }
    for (index, entry) in entries.enumerated() {
      if index > 0, entries[index - 1].id == entry.id { throw .idTaken(entry.id, by: entry.token, at: nil) }
      guard Int(entry.id) <= 4 * entries.count + 65_536 else {
        throw .idBeyond(Int(entry.id), token: entry.token, count: entries.count, at: nil)
      }
    }
    let vocabulary = Vocabulary(entries: entries.map { ($0.id, ByteAlphabet.spelling(of: $0.token)) })
    guard vocabulary.tokenCount == entries.count, vocabulary.table.count == entries.count else {
      throw .repeatedToken(entries.first?.token ?? [])
    }
    if let missing = ByteAlphabet.spellings.first(where: { vocabulary.id(of: $0) == nil }) {
      throw .unknownToken(missing, neededBy: "a byte-level vocabulary")
    }
    let (cut, ranks) = (try Self.cut(ofSize: entries.count), (0..<vocabulary.count).map { Optional(Int32($0)) })
    var options = BytePair.Options()
    options.ignoresMerges = true
    try self.init(
      model: BytePair(vocabulary: vocabulary, ranks: ranks, options: options, reserved: []), preTokenizer: cut,
      decoder: ByteLevelDecoder())
  }

  /// The token and the rank of a line; nil when it has none.
  static func rank(_ line: ArraySlice<UInt8>) -> (id: Int32, token: [UInt8])? {
    let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let id = Int32(String(decoding: parts[1], as: UTF8.self)), id >= 0,
      let token = Base64.decoded(Array(parts[0])), !token.isEmpty
    else { return nil }
    return (id, token)
  }

  private static func cut(ofSize count: Int) throws(TokenizerError) -> any PreTokenizer {
    let pattern: String
    switch count {
    case 50_000...50_300: return ByteLevel(addsPrefixSpace: false)
    case 151_643: pattern = WordScanner.llama3Pattern.replacing(#"\p{N}{1,3}"#, with: #"\p{N}"#)
    case 199_000...201_100: pattern = WordScanner.o200kPattern
    default: pattern = WordScanner.llama3Pattern
    }
    let split = Split(try TextPattern(regex: pattern), .isolated)
    return PreTokenizerSequence([split, ByteLevel(addsPrefixSpace: false, cuts: false)])
  }

  /// tiktoken's ranks. Special tokens are no part of the file.
  /// - Throws: ``TokenizerError/Code/unsupported`` for a model that is not byte-level BPE, or whose ids don't ascend as
  ///   its merges were learnt: a rank is both.
  public func tiktokenRanks() throws(TokenizerError) -> [UInt8] {
    let pairs = try byteLevelModel(for: "tiktoken's ranks")
    var last: Int32 = -1
    for merge in pairs.merges {
      let product = pairs.rules[TokenPair(left: merge.left, right: merge.right)]?.product ?? -1
      guard product >= last else {
        throw .notRepresentable(
          "its ids are not in the order of its merges", in: "tiktoken's ranks", wayOut: "keep it as a tokenizer.json")
      }
      last = product
    }
    var lines: [UInt8] = []
    for id in 0..<Int32(pairs.vocabulary.count) where !isSpecial(id) {
      guard let token = pairs.vocabulary[id], let bytes = ByteAlphabet.bytes(of: token.span) else { continue }
      lines += Base64.encoded(bytes) + Array(" \(id)\n".utf8)
    }
    return lines
  }
}
