extension Tokenizer {
  /// Reads subword-nmt's codes (`#version: 0.2`): a merge a line, the earliest first.
  ///
  /// Tokens are spelled as subword-nmt writes them out: one that goes on with its word ends with `@@`. The vocabulary
  /// are the characters of European scripts and of the codes, then what the merges make, then the unknown token; other
  /// characters are unknown. (The codes name only what is merged: a full stop, say, is in none.)
  /// - Parameters:
  ///   - frequencies: subword-nmt's vocabulary, a token and its count a line: merges whose token is not in it, or too
  ///     rare, are undone where they are the last (`apply-bpe --vocabulary`). Nil undoes none.
  ///   - threshold: the count that a token needs (`--vocabulary-threshold`).
  /// - Throws: ``TokenizerError/Code/badFile`` with the line, ``TokenizerError/Code/badVocabulary`` when a merge comes
  ///   twice.
  public init(
    subwordNMT codes: [UInt8], vocabulary frequencies: [UInt8]? = nil, threshold: Int = 0
  ) throws(TokenizerError) {
    try FileLines.check(codes)
    var pairs: [(left: [UInt8], right: [UInt8])] = []
    for (number, line) in FileLines.of(codes).enumerated() {
      if number == 0, line.starts(with: "#version".utf8) {
        guard line.elementsEqual("#version: 0.2".utf8) else {
          throw .badLine(1, found: Array(line), expected: "#version: 0.2")
        }
        continue
      }
      let parts = line.split(separator: UInt8(ascii: " "))
      guard parts.count == 2 else { throw .badLine(number + 1, found: Array(line), expected: "two symbols") }
      pairs.append((Array(parts[0]), Array(parts[1])))
    }
    let vocabulary = try Vocabulary(Self.symbols(of: pairs))
    var merges: [BytePair.Merge] = []
    for (left, right) in pairs {
      guard let leftID = vocabulary.id(of: left), let rightID = vocabulary.id(of: right) else { continue }
      merges.append(BytePair.Merge(left: leftID, right: rightID))
    }
    var options = BytePair.Options(unknownToken: vocabulary.id(of: Array(SpecialToken.unknown.utf8)))
    options.wordSuffix = Self.wordEnd
    if let frequencies {
      let frequent = try Self.frequentTokens(in: frequencies, threshold: threshold)
      options.takenApart = Set(
        pairs.lazy.map { $0.left + $0.right }.filter { !frequent.contains(Self.shown($0)) }.compactMap(vocabulary.id))
    }
    try self.init(
      model: BytePair(vocabulary: vocabulary, merges: merges, options: options),
      preTokenizer: DelimiterSplit(" "), decoder: BPEDecoder(suffix: Self.wordEnd),
      specialTokens: options.unknownToken.map { [SpecialToken(SpecialToken.unknown, id: $0)] } ?? [],
      recognizesSpecialTokens: false)
  }

  private static let wordEnd = "</w>"

  /// The tokens of subword-nmt's vocabulary that come often enough, as it spells them.
  private static func frequentTokens(in text: [UInt8], threshold: Int) throws(TokenizerError) -> Set<[UInt8]> {
    try FileLines.check(text)
    var tokens: Set<[UInt8]> = []
    for (number, line) in FileLines.of(text).enumerated() where !line.isEmpty {
      let parts = line.split(separator: UInt8(ascii: " "))
      guard parts.count == 2, let count = Int(String(decoding: parts[1], as: UTF8.self)) else {
        throw .badLine(number + 1, found: Array(line), expected: "a token, a blank and its count")
      }
      if count >= threshold { tokens.insert(Array(parts[0])) }
    }
    return tokens
  }

  /// A symbol of the codes as subword-nmt writes it in text.
  private static func shown(_ symbol: [UInt8]) -> [UInt8] {
    let end = Array(wordEnd.utf8)
    return symbol.suffix(end.count).elementsEqual(end) ? Array(symbol.dropLast(end.count)) : symbol + Array("@@".utf8)
  }

  /// Printable ASCII, Latin-1 and Latin Extended-A, and the usual dashes, quotes and marks.
  private static let alphabet: [ClosedRange<UInt32>] = [0x21...0x7E, 0xA1...0x17F, 0x2010...0x203A, 0x20AC...0x20AC]

  /// Every character, alone and at a word's end, then what the merges make, then the unknown token.
  private static func symbols(of pairs: [(left: [UInt8], right: [UInt8])]) -> [[UInt8]] {
    let end = Array(wordEnd.utf8)
    var symbols: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    func add(_ symbol: [UInt8]) {
      if seen.insert(symbol).inserted { symbols.append(symbol) }
    }
    for point in alphabet.joined() {
      guard let scalar = Unicode.Scalar(point) else { continue }
      add(Array(String(scalar).utf8))
      add(Array(String(scalar).utf8) + end)
    }
    for symbol in pairs.flatMap({ [$0.left, $0.right] }) {
      let endsWord = symbol.count > end.count && symbol.suffix(end.count).elementsEqual(end)
      let body = endsWord ? Array(symbol.dropLast(end.count)) : symbol
      for character in String(decoding: body, as: UTF8.self).unicodeScalars {
        add(Array(String(character).utf8))
        add(Array(String(character).utf8) + end)
      }
    }
    for (left, right) in pairs { add(left + right) }
    add(Array(SpecialToken.unknown.utf8))
    return symbols
  }

  /// A token as subword-nmt spells it in text; nil for other tokenizers.
  func subwordNMTSpelling(of token: [UInt8]) -> [UInt8]? {
    guard let pairs = model as? BytePair, pairs.options.wordSuffix == Self.wordEnd else { return nil }
    return Self.shown(token)
  }

  /// subword-nmt's codes, and its vocabulary with a count of 1 each.
  /// - Throws: ``TokenizerError/Code/unsupported`` for a model whose words don't end with `</w>`.
  public func subwordNMT() throws(TokenizerError) -> (codes: [UInt8], vocabulary: [UInt8]) {
    guard let pairs = model as? BytePair, pairs.options.wordSuffix == Self.wordEnd,
      pairs.options.continuingPrefix.isEmpty
    else {
      throw .notRepresentable(
        "its words don't end with </w>", in: "subword-nmt's codes", wayOut: "convert one that came from subword-nmt")
    }
    var codes = Array("#version: 0.2\n".utf8)
    for merge in pairs.merges {
      codes += (pairs.vocabulary[merge.left] ?? []) + [UInt8(ascii: " ")]
      codes += (pairs.vocabulary[merge.right] ?? []) + [0x0A]
    }
    var lines: [UInt8] = []
    for id in 0..<Int32(pairs.vocabulary.count) where id != pairs.unknownToken && pairs.undone[id] == nil {
      lines += (pairs.vocabulary[id].flatMap(subwordNMTSpelling) ?? []) + Array(" 1\n".utf8)
    }
    return (codes, lines)
  }
}
