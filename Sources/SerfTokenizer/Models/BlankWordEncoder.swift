/// Models whose words end at blanks, BERT's WordPiece and T5's Unigram, in one pass over ASCII: a word is keyed by its
/// bytes as the text has them, the blanks before it included.
///
/// Other characters go through the stages: with BERT the stretch between two blanks that they are in, with a charsmap,
/// whose account of offsets runs on from there, the whole text. Nil where the stages are others.
final class BlankWordEncoder: DirectEncoder {
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
  private let encodings = Pool<WordEncoding>()

  init?(_ stages: Stages) {
    self.stages = stages
    if let model = stages.model as? WordPiece, stages.preTokenizer is BertPreTokenizer,
      let normalizer = stages.normalizer as? BertNormalizer, normalizer.cleansText
    {
      self.model = .wordPiece(model, lowercases: normalizer.lowercases)
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
    return (normalizer as? Precompiled).map { map in { map.mayChange(ascii: $0) } }
  }
}

// MARK: - Encoding
extension BlankWordEncoder {
  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    let words = try encodings.take { WordEncoding(trimsBlanks: true) }
    defer { encodings.giveBack(words) }
    var start = range.lowerBound
    while start < range.upperBound {
      let other = firstOther(utf8, start, range.upperBound)
      if other == range.upperBound { return addPlain(utf8, start..<other, words, to: &tokens) }
      guard case .wordPiece = model else { return try stages.add(utf8, range, to: &tokens) }
      var first = other
      while first > start, kinds[Int(utf8[first - 1])] != Kind.blank.rawValue { first -= 1 }
      let end = otherEnd(utf8, other, range.upperBound)
      addPlain(utf8, start..<first, words, to: &tokens)
      try stages.add(utf8, first..<end, to: &tokens)
      start = end
    }
  }

  /// Plain bytes between two others that are not worth a turn of their own.
  private static let shortestTurn = 32

  /// The blank behind a byte that is left to the stages, and behind those that follow it closely.
  private func otherEnd(_ utf8: Span<UInt8>, _ other: Int, _ limit: Int) -> Int {
    var end = other
    while true {
      while end < limit, kinds[Int(utf8[end])] != Kind.blank.rawValue { end += 1 }
      let near = min(limit, end + Self.shortestTurn)
      let next = firstOther(utf8, end, near)
      guard next < near else { return end }
      end = next
    }
  }

  /// The first byte that is left to the stages.
  private func firstOther(_ utf8: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    // Unsafe: the bytes from `start` to `end` are in the span, and the table has an entry for each byte.
    unsafe utf8.withUnsafeBufferPointer { bytes in
      unsafe kinds.withUnsafeBufferPointer { kinds in
        var position = start
        while position < end, unsafe kinds[Int(bytes[position])] != Kind.other.rawValue { position &+= 1 }
        return position
      }
    }
  }

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
    let found = tokens(of: word)
    guard found.count <= ShortWordMerging.capacity else { return false }
    var end = 0
    for token in found {
      end += token.byteCount
      short.append(token.id, end: end)
    }
    return true
  }

  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace) {
    workspace.symbols.removeAll(keepingCapacity: true)
    for token in tokens(of: word) { workspace.append(token.id, byteCount: token.byteCount) }
  }

  /// The tokens of a word, with the blanks before it counted to the first.
  private func tokens(of word: Span<UInt8>) -> [(id: Int32, byteCount: Int)] {
    var start = 0
    while start < word.count, kinds[Int(word[start])] == Kind.blank.rawValue { start += 1 }
    guard start < word.count else { return [] }
    var spelled = word.bytes(of: start..<word.count)
    var extra = start
    let found: [CachedToken]
    switch model {
    case .wordPiece(let model, let lowercases):
      if lowercases { spelled = spelled.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
      found = model.tokens(of: spelled.span)
    case .unigram(let model):
      spelled = SentencePieceNormalizer.mark + spelled
      // The mark stands for what follows: no bytes of its own.
      extra -= SentencePieceNormalizer.mark.count
      found = model.tokens(of: spelled.span)
    }
    return found.enumerated().map { index, token in (token.id, Int(token.byteCount) + (index == 0 ? extra : 0)) }
  }
}
