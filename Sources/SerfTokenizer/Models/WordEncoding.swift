/// Words one after the other into tokens: those seen lately from tables, the others from the model.
///
/// The way that byte-level and metaspace models share; they differ in where words end, and in what a word is at first.
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe final class WordEncoding: @unchecked Sendable {
  private var shortWords = ShortWordTable()
  private var longWords = LongWordTable()
  private let merging = ShortWordMerging()
  private let found = FoundTokens()
  private let padded = PaddedText()
  private var symbols = BytePairWorkspace()
  /// Whether a token's range leaves the blanks before it out.
  private let trimsBlanks: Bool

  init(trimsBlanks: Bool = false) { self.trimsBlanks = trimsBlanks }

  deinit {
    shortWords.deallocate()
    longWords.deallocate()
    found.deallocate()
  }

  /// Appends the tokens of a stretch of a text.
  /// - Parameter nextEnd: where the word that begins at a place ends.
  @inline(__always)
  func encode(
    _ utf8: Span<UInt8>, _ range: Range<Int>, with model: some WordModel, into tokens: inout TokenBuffer,
    nextEnd: (TextBytes, Int) -> Int
  ) {
    padded.with(utf8, range) { text in
      // Copies in registers; what a slow word changes is read again.
      var (words, found) = (shortWords, self.found)
      found.begin(at: 0)
      var start = 0
      while start < text.count {
        let end = nextEnd(text, start)
        if end &- start <= ShortWordTable.longestWord {
          let key = words.key(of: text, start, end)
          if !words.replay(key, at: start, to: &found) {
            addSlowly(text, start, end, key, model, &found, &tokens, base: range.lowerBound)
            words = shortWords
          }
        } else {
          addSlowly(text, start, end, nil, model, &found, &tokens, base: range.lowerBound)
        }
        if found.isFull { tokens.take(&found, of: text, base: range.lowerBound, trimsBlanks: trimsBlanks) }
        start = end
      }
      tokens.take(&found, of: text, base: range.lowerBound, trimsBlanks: trimsBlanks)
    }
  }

  /// Appends the tokens of a word that is not among the short ones: `key` is nil when it is too long to be.
  @inline(never)
  private func addSlowly(
    _ text: TextBytes, _ start: Int, _ end: Int, _ key: ShortWordTable.Key?, _ model: some WordModel,
    _ found: inout FoundTokens, _ tokens: inout TokenBuffer, base: Int
  ) {
    let isKept = end - start <= LongWordTable.longestWord
    let hash = isKept ? longWords.hash(of: text, start, end) : 0
    if isKept, let entry = longWords.entry(hash, text, start, end) {
      let known = unsafe longWords.tokens(of: entry)
      // A word of the table has fewer tokens than there is room for in all.
      if !found.hasRoom(for: known.count / 2) { tokens.take(&found, of: text, base: base, trimsBlanks: trimsBlanks) }
      return unsafe found.append(known, start: start)
    }
    // Unsafe: the word's bytes live as long as the text.
    let word = unsafe Span<UInt8>(
      _unsafeStart: text.address(of: start).assumingMemoryBound(to: UInt8.self), count: end - start)
    merging.begin()
    guard model.cut(word, into: merging) else {
      return addLong(text, start, end, word, isKept ? hash : nil, model, &found, &tokens, base)
    }
    if let key, (1...ShortWordTable.mostTokens).contains(merging.count) {
      shortWords.store(key, merging)
    } else if isKept {
      longWords.store(hash, text, start, end, count: merging.count) { merging[$0] }
    }
    append(merging.count, to: &found, &tokens, text, start, base) { merging[$0] }
  }

  /// Appends the tokens of a word of many symbols.
  private func addLong(
    _ text: TextBytes, _ start: Int, _ end: Int, _ word: Span<UInt8>, _ hash: UInt64?, _ model: some WordModel,
    _ found: inout FoundTokens, _ tokens: inout TokenBuffer, _ base: Int
  ) {
    if word.count >= LongWordMerging.leastByteCount, let long = model.longWords(), let ids = long.tokens(of: word) {
      var position = 0
      return append(ids.count, to: &found, &tokens, text, start, base) { index in
        position &+= long.byteCount(of: ids[index])
        return (ids[index], position)
      }
    }
    guard let hash else {
      var position = start
      return model.cutLong(word, in: &symbols) { token in
        if found.isFull { tokens.take(&found, of: text, base: base, trimsBlanks: trimsBlanks) }
        position &+= Int(token.byteCount)
        found.append(token.id, end: position)
      }
    }
    var cut: [(id: Int32, end: Int)] = []
    model.cutLong(word, in: &symbols) { cut.append(($0.id, (cut.last?.end ?? 0) + Int($0.byteCount))) }
    longWords.store(hash, text, start, end, count: cut.count) { cut[$0] }
    append(cut.count, to: &found, &tokens, text, start, base) { cut[$0] }
  }

  @inline(__always)
  private func append(
    _ count: Int, to found: inout FoundTokens, _ tokens: inout TokenBuffer, _ text: TextBytes, _ start: Int,
    _ base: Int, _ token: (Int) -> (id: Int32, end: Int)
  ) {
    for index in 0..<count {
      if found.isFull { tokens.take(&found, of: text, base: base, trimsBlanks: trimsBlanks) }
      let (id, end) = token(index)
      found.append(id, end: start &+ end)
    }
  }
}
