/// The usual stages of a byte-level model in one pass: cut, look the word up in the cache, else merge from its bytes.
///
/// It gives what ``ByteLevel`` and ``BytePair`` give one after the other, without ever spelling the text in the byte
/// alphabet: words are keyed by their own bytes. Nil where the stages are others.
///
/// A class, because a call hands it on as one pointer.
final class ByteLevelEncoder: TextEncoder {
  private enum Cut: Sendable {
    case scanner(WordScanner)
    /// Pre-tokenizers that cut but change nothing.
    case stages([any PreTokenizer])
  }

  private let cut: Cut
  private let normalizer: UnicodeNormalization?
  let model: BytePair
  /// The id of each byte.
  private let byteIDs: [Int32]
  /// Words that are tokens whatever the merges say, by their bytes; nil when merges decide.
  private let wholeWords: (table: ByteStringTable, ids: [Int32])?
  let longWords: Lazily<LongWordMerging?>
  private let encodings = Pool<WordEncoding>()

  init?(_ stages: Stages) {
    let (normalizer, preTokenizer) = (stages.normalizer, stages.preTokenizer)
    guard let model = stages.model as? BytePair, let cut = Self.cut(by: preTokenizer) else { return nil }
    let options = model.options
    guard options.continuingPrefix.isEmpty, options.wordSuffix.isEmpty, options.dropout == nil, !options.byteFallback
    else { return nil }
    let ids = ByteAlphabet.spellings.map { model.vocabulary.id(of: $0) ?? -1 }
    guard !ids.contains(-1) else { return nil }
    if let normalizer {
      guard let form = normalizer as? UnicodeNormalization, form.form != .nfkcCasefold else { return nil }
      self.normalizer = form
    } else {
      self.normalizer = nil
    }
    self.cut = cut
    self.model = model
    byteIDs = ids
    longWords = Lazily {
      LongWordMerging(
        symbols: ids.enumerated().map { ($1, [UInt8($0)]) }, merges: model.merges, rules: model.rules,
        count: model.vocabulary.count)
    }
    wholeWords = options.ignoresMerges ? Self.wholeWords(of: model.vocabulary) : nil
  }

  private static func cut(by preTokenizer: (any PreTokenizer)?) -> Cut? {
    if let bytes = preTokenizer as? ByteLevel, !bytes.addsPrefixSpace {
      return bytes.cuts ? .scanner(.gpt2) : .stages([])
    }
    guard let stages = (preTokenizer as? PreTokenizerSequence)?.preTokenizers, let last = stages.last as? ByteLevel,
      !last.addsPrefixSpace
    else { return nil }
    let before = Array(stages.dropLast())
    guard before.allSatisfy(isPureCut) else { return nil }
    if !last.cuts, before.count == 1, let split = before.first as? Split, let scanner = split.pattern.scanner,
      split.behavior == .isolated
    {
      return .scanner(scanner)
    }
    guard last.cuts else { return .stages(before) }
    guard let gpt2 = try? TextPattern(regex: WordScanner.gpt2Pattern) else { return nil }
    return .stages(before + [Split(gpt2, .isolated)])
  }

  private static func isPureCut(_ stage: any PreTokenizer) -> Bool {
    stage is Split || stage is Digits || stage is Punctuation || stage is Whitespace || stage is WhitespaceSplit
      || stage is DelimiterSplit || stage is BertPreTokenizer || stage is UnicodeScripts || stage is FixedLength
  }

  private static func wholeWords(of vocabulary: Vocabulary) -> (table: ByteStringTable, ids: [Int32]) {
    var table = ByteStringTable()
    var ids: [Int32] = []
    for id in 0..<Int32(vocabulary.count) {
      guard let token = vocabulary[id], let bytes = ByteAlphabet.bytes(of: token.span), !bytes.isEmpty else { continue }
      if table.insert(bytes.span).isNew { ids.append(id) }
    }
    return (table, ids)
  }
}

// MARK: - Encoding
extension ByteLevelEncoder {
  /// Appends the tokens of a part of a text.
  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    try encode(utf8, range, normalizedBy: normalizer, into: &tokens) { (utf8, range, tokens) throws(TokenizerError) in
      try cut(utf8, range, into: &tokens)
    }
  }

  /// Appends the tokens of a part of a normalised text.
  private func cut(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    let words = try encodings.take { WordEncoding() }
    defer { encodings.giveBack(words) }
    switch cut {
    case .scanner(let scanner):
      switch scanner.rule {
      case .gpt2: words.encode(utf8, range, with: self, into: &tokens) { scanner.gpt2End($0, $1, $0.count) }
      case .llama3: words.encode(utf8, range, with: self, into: &tokens) { scanner.llama3End($0, $1, $0.count) }
      case .o200k: words.encode(utf8, range, with: self, into: &tokens) { scanner.o200kEnd($0, $1, $0.count) }
      }
    case .stages(let stages):
      var text = PreTokenizedText(NormalizedText(validUTF8: utf8.bytes(of: range)))
      for stage in stages { try stage.preTokenize(&text) }
      words.encode(utf8, pieces: text.pieces, base: range.lowerBound, with: self, into: &tokens)
    }
  }
}

// MARK: - Words that are not in the tables
extension ByteLevelEncoder: WordModel {
  func cut(_ word: Span<UInt8>, into short: ShortWordMerging) -> Bool {
    if let wholeWords, let index = wholeWords.table.index(of: word) {
      short.append(wholeWords.ids[index], end: word.count)
      return true
    }
    guard word.count <= ShortWordMerging.capacity else { return false }
    for position in word.indices { short.append(byteIDs[Int(word[position])], end: position + 1) }
    short.merge(model.rules)
    return true
  }

  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace, _ body: (CachedToken) -> Void) {
    workspace.symbols.removeAll(keepingCapacity: true)
    for position in word.indices { workspace.append(byteIDs[Int(word[position])], byteCount: 1) }
    model.merge(in: &workspace)
    workspace.forEachToken(body)
  }
}
