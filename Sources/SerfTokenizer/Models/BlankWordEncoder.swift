/// Models whose words end at blanks, BERT's WordPiece and T5's Unigram, in one pass over ASCII: a word is keyed by its
/// bytes as the text has them, the blanks before it included.
///
/// Other characters go through the stages, the stretch between two blanks at once that they are in, unless its tokens
/// are in a table; the whole text does where a charsmap makes a stretch depend on what stands around it. Nil where the
/// stages are others.
final class BlankWordEncoder: TextEncoder {
  /// What a byte is to the scanner.
  private enum Kind: UInt8 { case blank, punctuation, letter, other }

  private enum Model: Sendable {
    case wordPiece(WordPiece, lowercases: Bool)
    case unigram(Unigram)
  }

  private let model: Model
  private let stages: Stages
  private let kinds: [UInt8]
  let longWords = Lazily<LongWordMerging?> { nil }
  /// Whether a stretch for the stages takes the blank before it along: what a charsmap deletes at a word's beginning
  /// belongs to that.
  private let keepsBlank: Bool
  /// Whether Chinese characters are words.
  private let cutsChinese: Bool
  private let pool = Pool<Buffers>()

  /// What one thread at a time works with.
  private final class Buffers: Sendable {
    let words = WordEncoding(trimsBlanks: true)
    let stretches = StretchTable()
  }

  init?(_ stages: Stages) {
    self.stages = stages
    if let model = stages.model as? WordPiece, stages.preTokenizer is BertPreTokenizer,
      let normalizer = stages.normalizer as? BertNormalizer, normalizer.cleansText
    {
      self.model = .wordPiece(model, lowercases: normalizer.lowercases)
      (keepsBlank, cutsChinese) = (false, normalizer.spacesChinese)
      kinds = (UInt8.min...UInt8.max).map { byte in
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: Kind.blank.rawValue
        case 0..<0x20, 0x7F...: Kind.other.rawValue
        default: (CharacterClasses.isASCIIPunctuation(UInt32(byte)) ? Kind.punctuation : .letter).rawValue
        }
      }
    } else if let model = stages.model as? Unigram, model.unknownToken != nil, !model.byteFallback,
      !model.isSentencePiece, Self.marksWords(stages.preTokenizer), let changes = Self.changes(stages.normalizer)
    {
      self.model = .unigram(model)
      (keepsBlank, cutsChinese) = (true, false)
      kinds = (UInt8.min...UInt8.max).map { byte in
        if byte == 0x20 { return Kind.blank.rawValue }
        return (byte <= 0x20 || byte >= 0x7F || changes(byte) ? Kind.other : .letter).rawValue
      }
    } else {
      return nil
    }
  }

  private static func marksWords(_ preTokenizer: (any PreTokenizer)?) -> Bool {
    guard let both = (preTokenizer as? PreTokenizerSequence)?.preTokenizers, both.count == 2,
      both[0] is WhitespaceSplit, let marks = both[1] as? Metaspace
    else { return false }
    return marks.mark == "▁" && marks.prefix == .always
  }

  /// Whether a normaliser may change an ASCII character; nil of one that isn't known.
  private static func changes(_ normalizer: (any Normalizer)?) -> ((UInt8) -> Bool)? {
    guard let normalizer else { return { _ in false } }
    guard let map = normalizer as? Precompiled, !map.mayChange(ascii: UInt8(ascii: " ")) else { return nil }
    return { map.mayChange(ascii: $0) }
  }
}

// MARK: - Encoding
extension BlankWordEncoder {
  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    let buffers = try pool.take { Buffers() }
    defer { pool.giveBack(buffers) }
    let first = tokens.count
    if try add(utf8, range, buffers, to: &tokens) { return }
    tokens.removeAll(from: first)
    try stages.add(utf8, range, to: &tokens)
  }

  /// Appends the tokens of a text; false, with only some of them, where a stretch depends on what stands around it.
  private func add(
    _ utf8: Span<UInt8>, _ range: Range<Int>, _ buffers: Buffers, to tokens: inout TokenBuffer
  ) throws(TokenizerError) -> Bool {
    var start = range.lowerBound
    while let stretch = nextStretch(utf8, start..<range.upperBound) {
      addPlain(utf8, start..<stretch.lowerBound, buffers.words, to: &tokens)
      start = stretch.upperBound
      if buffers.stretches.replay(utf8.extracting(stretch), at: stretch.lowerBound, to: &tokens) { continue }
      let missing = missingStretches(utf8, stretch, range.upperBound, buffers.stretches)
      guard missing.allSatisfy({ isApart(utf8, $0) }) else { return false }
      start = missing[missing.count - 1].upperBound
      try add(utf8, missing, buffers.stretches, to: &tokens)
    }
    addPlain(utf8, start..<range.upperBound, buffers.words, to: &tokens)
    return true
  }

  private func isApart(_ utf8: Span<UInt8>, _ stretch: Range<Int>) -> Bool {
    (stages.normalizer as? Precompiled)?.isApart(utf8, stretch) ?? true
  }
}

// MARK: - Stretches that go through the stages
extension BlankWordEncoder {
  /// Plain bytes between two stretches that are not worth a turn of their own.
  private static let shortestTurn = 32

  /// A stretch that is not in the table, and those behind it that follow closely and are not there either: the stages
  /// take many at once in less time than each alone.
  private func missingStretches(
    _ utf8: Span<UInt8>, _ first: Range<Int>, _ limit: Int, _ table: StretchTable
  ) -> [Range<Int>] {
    var missing = [first]
    var end = first.upperBound
    while let next = nextStretch(utf8, end..<min(limit, end + Self.shortestTurn), endingBefore: limit),
      !table.contains(utf8.extracting(next))
    {
      missing.append(next)
      end = next.upperBound
    }
    return missing
  }

  /// Appends the tokens of stretches and of what lies between them, and keeps those of each stretch.
  private func add(
    _ utf8: Span<UInt8>, _ stretches: [Range<Int>], _ table: StretchTable, to tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    let whole = stretches[0].lowerBound..<stretches[stretches.count - 1].upperBound
    // What is too long to be kept needs no ranges.
    guard stretches.count > 1 || whole.count <= StretchTable.longestStretch else {
      return try stages.add(utf8, whole, to: &tokens)
    }
    var found = TokenBuffer()
    try stages.add(utf8, whole, to: &found)
    var index = 0
    for stretch in stretches {
      var inside: [(id: Int32, range: Range<Int>)] = []
      while index < found.count, found.ranges[index].lowerBound < stretch.upperBound {
        let range = found.ranges[index]
        if range.lowerBound >= stretch.lowerBound {
          inside.append(
            (found.ids[index], range.lowerBound - stretch.lowerBound..<range.upperBound - stretch.lowerBound))
        }
        tokens.append(found.ids[index], range)
        index += 1
      }
      table.store(utf8.extracting(stretch), inside)
    }
  }

  /// The first stretch that is left to the stages and begins in `range`: a word with characters that the scanner leaves
  /// alone, with the blank before it for a charsmap, or one Chinese character where those are words. Nil without one.
  private func nextStretch(
    _ utf8: Span<UInt8>, _ range: Range<Int>, endingBefore limit: Int? = nil
  ) -> Range<Int>? {
    let other = firstOther(utf8, range)
    guard other < range.upperBound else { return nil }
    if let end = chineseEnd(utf8, other) { return other..<end }
    var start = other
    while start > range.lowerBound, kinds[Int(utf8[start - 1])] != Kind.blank.rawValue { start -= 1 }
    if keepsBlank, start > range.lowerBound { start -= 1 }
    var end = other
    let limit = limit ?? range.upperBound
    while end < limit, kinds[Int(utf8[end])] != Kind.blank.rawValue, end == other || chineseEnd(utf8, end) == nil {
      end += UTF8Layout.length(startingWith: utf8[end])
    }
    return start..<end
  }

  /// Where the Chinese character at `position` ends, which is a word of its own; nil for another character.
  @inline(__always)
  private func chineseEnd(_ utf8: Span<UInt8>, _ position: Int) -> Int? {
    guard cutsChinese, utf8[position] >= 0xE3 else { return nil }
    let (point, count) = UTF8Layout.scalar(utf8, at: position)
    return BertNormalizer.isChinese(point) ? position + count : nil
  }

  /// The first byte that is left to the stages; the end of the range without one.
  private func firstOther(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Int {
    // Unsafe: the range is in the span, and the table has an entry for each byte.
    unsafe utf8.withUnsafeBufferPointer { bytes in
      unsafe kinds.withUnsafeBufferPointer { kinds in
        var position = range.lowerBound
        while position < range.upperBound, unsafe kinds[Int(bytes[position])] != Kind.other.rawValue { position &+= 1 }
        return position
      }
    }
  }
}

// MARK: - Plain words
extension BlankWordEncoder {
  private func addPlain(
    _ utf8: Span<UInt8>, _ range: Range<Int>, _ words: WordEncoding, to tokens: inout TokenBuffer
  ) {
    // Unsafe: the table has an entry for each byte.
    unsafe kinds.withUnsafeBufferPointer { kinds in
      words.encode(utf8, range, with: self, into: &tokens) { text, start in
        var position = start
        while position < text.count, unsafe kinds[Int(text[position])] == Kind.blank.rawValue { position &+= 1 }
        guard position < text.count else { return position }
        if unsafe kinds[Int(text[position])] == Kind.punctuation.rawValue { return position &+ 1 }
        while position &+ 8 <= text.readableCount {
          let count = TextBytes.leadingLetters(text.word(at: position))
          position &+= count
          if count < 8 || position >= text.count { break }
        }
        while position < text.count, unsafe kinds[Int(text[position])] == Kind.letter.rawValue { position &+= 1 }
        return min(position, text.count)
      }
    }
  }
}

// MARK: - Words that are not in the tables
extension BlankWordEncoder: WordModel {
  func cut(_ word: Span<UInt8>, into short: ShortWordMerging) -> Bool {
    // What is cut here in vain is cut once more.
    guard word.count <= LongWordTable.longestWord else { return false }
    var (end, fits) = (0, true)
    forEachToken(of: word) { token in
      fits = fits && short.count < ShortWordMerging.capacity
      guard fits else { return }
      end += Int(token.byteCount)
      short.append(token.id, end: end)
    }
    return fits
  }

  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace, _ body: (CachedToken) -> Void) {
    forEachToken(of: word, body)
  }

  /// The tokens of a word, with the blanks before it counted to the first.
  private func forEachToken(of word: Span<UInt8>, _ body: (CachedToken) -> Void) {
    var start = 0
    while start < word.count, kinds[Int(word[start])] == Kind.blank.rawValue { start += 1 }
    guard start < word.count else { return }
    var uncounted = Int32(start)
    func give(_ token: CachedToken) {
      body(CachedToken(id: token.id, byteCount: token.byteCount + uncounted))
      uncounted = 0
    }
    switch model {
    case .wordPiece(let model, let lowercases):
      var spelled = word.bytes(of: start..<word.count)
      if lowercases { spelled = spelled.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
      for token in model.tokens(of: spelled.span) { give(token) }
    case .unigram(let model):
      // The mark stands for what follows: no bytes of its own.
      uncounted -= Int32(SentencePieceNormalizer.mark.count)
      model.forEachToken(of: (SentencePieceNormalizer.mark + word.bytes(of: start..<word.count)).span, give)
    }
  }
}
