extension Tokenizer {
  /// Reads BERT's vocab.txt: a token a line, its id the line's number from 0.
  ///
  /// A vocabulary without a capital letter is one of small letters, and text is made small for it.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when a token comes twice or `[UNK]` is missing.
  public init(bertVocabulary text: [UInt8]) throws(TokenizerError) {
    try FileLines.check(text)
    let lines = FileLines.of(text)
    let vocabulary = try Vocabulary(lines.map { Array($0) })
    // Some copies of the list have these names in small letters.
    func token(_ name: String) -> SpecialToken? {
      [name, name.lowercased()].lazy.compactMap { name in
        vocabulary.id(of: Array(name.utf8)).map { SpecialToken(name, id: $0) }
      }.first
    }
    guard let unknown = token("[UNK]") else {
      throw .unknownToken(Array("[UNK]".utf8), neededBy: "a list of word pieces")
    }
    let hasCapitals = lines.contains { line in
      line.first != UInt8(ascii: "[") && line.contains { (0x41...0x5A).contains($0) }
    }
    var processor: BertProcessing?
    if let classification = token("[CLS]"), let separator = token("[SEP]") {
      processor = BertProcessing(classification: classification, separator: separator)
    }
    try self.init(
      model: WordPiece(vocabulary: vocabulary, unknownToken: unknown.id),
      normalizer: BertNormalizer(lowercases: !hasCapitals), preTokenizer: BertPreTokenizer(), postProcessor: processor,
      decoder: WordPieceDecoder(),
      specialTokens: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap(token))
  }

  /// All tokens, a line each, in the order of their ids: for WordPiece this is BERT's vocab.txt.
  /// - Throws: ``TokenizerError/Code/unsupported`` when a token has a line break, or an id has no token.
  public func vocabularyList() throws(TokenizerError) -> [UInt8] {
    var lines: [UInt8] = []
    for id in 0..<Int32(vocabularySize) {
      guard let token = spelling(of: id), !token.contains(0x0A), !token.contains(0x0D) else {
        throw .notRepresentable(
          "id \(id) has no token, or one with a line break", in: "a list of lines", wayOut: "choose another format")
      }
      lines += token + [0x0A]
    }
    return lines
  }
}
