/// The usual stages of a byte-level model in one pass: cut, look the word up in the cache, else merge from its bytes.
///
/// It gives what ``ByteLevel`` and ``BytePair`` give one after the other, without ever spelling the text in the byte
/// alphabet: words are keyed by their own bytes. Nil where the stages are others.
struct ByteLevelEncoder: Sendable {
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
  private let workspaces = Pool<ByteLevelWorkspace>()

  init?(normalizer: (any Normalizer)?, preTokenizer: (any PreTokenizer)?, model: any SubwordModel) {
    guard let model = model as? BytePair, let cut = Self.cut(by: preTokenizer) else { return nil }
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
    guard let normalizer, range.contains(where: { utf8[$0] >= 0x80 }) else {
      return try encode(utf8, range, base: 0, into: &tokens)
    }
    var text = NormalizedText(validUTF8: utf8.bytes(of: range))
    try normalizer.normalize(&text)
    let first = tokens.count
    try encode(text.utf8.span, 0..<text.utf8.count, base: 0, into: &tokens)
    tokens.mapRanges(from: first) { token in
      let source = text.originalRange(of: token)
      return source.lowerBound + range.lowerBound..<source.upperBound + range.lowerBound
    }
  }

  private func encode(
    _ utf8: Span<UInt8>, _ range: Range<Int>, base: Int, into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var workspace = try workspaces.take { ByteLevelWorkspace() }
    defer { workspaces.giveBack(workspace) }
    switch cut {
    case .scanner(let scanner):
      TextBytes.with(utf8) { text in
        var start = range.lowerBound
        while start < range.upperBound {
          let end = scanner.end(of: text, from: start, to: range.upperBound)
          add(text, utf8, start, end, to: &tokens, &workspace)
          start = end
        }
      }
    case .stages(let stages):
      let first = range.lowerBound
      var text = PreTokenizedText(NormalizedText(validUTF8: utf8.bytes(of: range)))
      for stage in stages { try stage.preTokenize(&text) }
      TextBytes.with(utf8) { bytes in
        for piece in text.pieces {
          add(bytes, utf8, first + piece.lowerBound, first + piece.upperBound, to: &tokens, &workspace)
        }
      }
    }
  }

  /// Appends the tokens of one word.
  @inline(__always)
  private func add(
    _ text: TextBytes, _ utf8: Span<UInt8>, _ start: Int, _ end: Int, to tokens: inout TokenBuffer,
    _ workspace: inout ByteLevelWorkspace
  ) {
    let key = ByteWordCache.Key(text, start, end)
    if let key, workspace.words.replay(key, text, at: start, to: &tokens) { return }
    addUncached(text, utf8, start, end, key, to: &tokens, &workspace)
  }

  @inline(never)
  private func addUncached(
    _ text: TextBytes, _ utf8: Span<UInt8>, _ start: Int, _ end: Int, _ key: ByteWordCache.Key?,
    to tokens: inout TokenBuffer, _ workspace: inout ByteLevelWorkspace
  ) {
    let word = utf8.extracting(start..<end)
    if let wholeWords, let index = wholeWords.table.index(of: word) {
      let found = CollectionOfOne(CachedToken(id: wholeWords.ids[index], byteCount: Int32(end - start)))
      if let key { workspace.words.store(key, found) }
      return tokens.append(found[0].id, start..<end)
    }
    if key == nil, let known = workspace.longWords.tokens(of: word) {
      workspace.longWords.forEach(known) { tokens.appendBytes(text, $0.id, start + $1..<start + $2) }
      return
    }
    merge(word, in: &workspace.merging)
    if let key {
      workspace.words.store(key, workspace.merging.symbols.lazy.map(\.cached))
    } else {
      workspace.longWords.store(workspace.merging.symbols.lazy.map(\.cached), of: word)
    }
    var position = start
    for symbol in workspace.merging.symbols {
      let next = position + Int(symbol.byteCount)
      tokens.appendBytes(text, symbol.id, position..<next)
      position = next
    }
  }

  private func merge(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace) {
    workspace.symbols.removeAll(keepingCapacity: true)
    for position in word.indices { workspace.append(byteIDs[Int(word[position])], byteCount: 1) }
    model.merge(in: &workspace)
  }
}

extension TokenBuffer {
  /// Adds a token of some bytes: its range is that of the characters which they are in.
  @inline(__always)
  mutating func appendBytes(_ text: TextBytes, _ id: Int32, _ range: Range<Int>) {
    guard keepsRanges else { return append(id, range) }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, UTF8Layout.isContinuation(text[start]) { start -= 1 }
    while end < text.count, UTF8Layout.isContinuation(text[end]) { end += 1 }
    append(id, start..<end)
  }
}

/// Buffers for one text at a time, and the words cut lately. ``Pool`` lends it to one caller at a time.
private struct ByteLevelWorkspace: Sendable {
  var words = ByteWordCache()
  var longWords = WordCache()
  var merging = BytePairWorkspace()
}
