/// Byte-pair models that write blanks as ▁, in one pass: words are keyed by their bytes as the text has them, blanks and
/// all, and only those that the tables don't have are spelled with marks.
///
/// It takes a normaliser that puts a ▁ before the text and in the place of each blank, or the pre-tokenizer that does
/// so, and a model whose merges end at marks. Nil where the stages are others.
final class MetaspaceEncoder: TextEncoder {
  private enum Prefix { case none, always, unlessMarked, atStartUnlessMarked }

  private let prefix: Prefix
  /// Whether every mark begins a word, and not only the first of several.
  private let cutsAtEveryMark: Bool
  private let model: BytePair
  private let markID: Int32
  let longWords: Lazily<LongWordMerging?>
  private let encodings = Pool<WordEncoding>()

  init?(_ stages: Stages) {
    let normalizer = stages.normalizer
    let preTokenizer = Self.cutsAtBlanks(stages.preTokenizer) ? nil : stages.preTokenizer
    guard let model = stages.model as? BytePair, model.endsWordsAtMarks,
      model.unknownToken != nil || model.options.dropsUnknown,
      let markID = model.vocabulary.id(of: SentencePieceNormalizer.mark), !model.reserved.contains(markID)
    else { return nil }
    switch preTokenizer {
    case nil:
      guard let prefix = Self.prefix(of: normalizer) else { return nil }
      self.prefix = prefix
      cutsAtEveryMark = false
    case let metaspace as Metaspace where normalizer == nil && metaspace.mark == "▁":
      switch metaspace.prefix {
      case .first: prefix = .atStartUnlessMarked
      case .always: prefix = .unlessMarked
      case .never: prefix = .none
      }
      cutsAtEveryMark = metaspace.cuts
    default: return nil
    }
    self.model = model
    self.markID = markID
    longWords = Lazily {
      // Blanks stand for marks, so that long words needn't be spelled anew; one with a mark itself is.
      let symbols = BytePair.symbols(of: model.vocabulary, model.reserved).compactMap { symbol in
        symbol.id == markID ? (markID, [UInt8(ascii: " ")]) : symbol.utf8 == [UInt8(ascii: " ")] ? nil : symbol
      }
      return LongWordMerging(
        symbols: symbols, merges: model.merges, rules: model.rules, count: model.vocabulary.count,
        byteTokens: model.byteIDs, refused: SentencePieceNormalizer.markPoint)
    }
  }

  /// Whether a pre-tokenizer cuts at blanks alone: Gemma's does, though by then all of them are ▁.
  private static func cutsAtBlanks(_ preTokenizer: (any PreTokenizer)?) -> Bool {
    guard let split = preTokenizer as? Split, !split.isInverted else { return false }
    return split.pattern.source == .literal(" ")
  }

  /// What a normaliser puts before a text whose blanks it writes as ▁; nil when it does anything else.
  private static func prefix(of normalizer: (any Normalizer)?) -> Prefix? {
    let stages = (normalizer as? NormalizerSequence)?.normalizers ?? normalizer.map { [$0] } ?? []
    guard let replace = stages.last as? Replace, replace.pattern.source == .literal(" "), replace.replacement == "▁"
    else { return nil }
    if stages.count == 1 { return Prefix.none }
    guard stages.count == 2, (stages[0] as? Prepend)?.prefix == "▁" else { return nil }
    return .always
  }
}

// MARK: - Encoding
extension MetaspaceEncoder {
  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    guard !range.isEmpty else { return }
    let words = try encodings.take { WordEncoding() }
    defer { encodings.giveBack(words) }
    var start = range.lowerBound
    if isPrefixed(utf8, range) { start = addFirst(utf8, range, words, to: &tokens) }
    guard start < range.upperBound else { return }
    if cutsAtEveryMark {
      words.encode(utf8, start..<range.upperBound, with: self, into: &tokens) { text, start in
        text.nextMark(from: start &+ text.markCount(at: start))
      }
    } else {
      words.encode(utf8, start..<range.upperBound, with: self, into: &tokens) { text, start in
        Self.end(of: text, from: start)
      }
    }
  }

  /// The end of a word: any number of marks, then no mark.
  @inline(__always)
  private static func end(of text: TextBytes, from start: Int) -> Int {
    var position = start
    while position < text.count {
      let count = text.markCount(at: position)
      if count == 0 { break }
      position &+= count
    }
    return text.nextMark(from: position)
  }

  private func isPrefixed(_ utf8: Span<UInt8>, _ range: Range<Int>) -> Bool {
    switch prefix {
    case .none: return false
    case .always: return true
    case .atStartUnlessMarked where range.lowerBound > 0: return false
    case .atStartUnlessMarked, .unlessMarked:
      return TextBytes.with(utf8.extracting(range)) { $0.markCount(at: 0) == 0 } ?? false
    }
  }

  /// Appends the tokens of the first word with the ▁ that is put before it, which stands for what the first character
  /// stands for.
  /// - Returns: where the word ends.
  private func addFirst(
    _ utf8: Span<UInt8>, _ range: Range<Int>, _ words: WordEncoding, to tokens: inout TokenBuffer
  ) -> Int {
    let end = range.lowerBound + (TextBytes.with(utf8.extracting(range)) { Self.end(of: $0, from: 0) } ?? 0)
    let word = [UInt8(ascii: " ")] + utf8.bytes(of: range.lowerBound..<end)
    let first = tokens.count
    words.encode(word.span, 0..<word.count, with: self, into: &tokens) { text, _ in text.count }
    let character = range.lowerBound..<range.lowerBound + UTF8Layout.length(startingWith: utf8[range.lowerBound])
    tokens.mapRanges(from: first) { token in
      if token == 0..<1 { return character }
      return range.lowerBound + max(0, token.lowerBound - 1)..<range.lowerBound + token.upperBound - 1
    }
    return end
  }
}

// MARK: - Words that are not in the tables
extension MetaspaceEncoder: WordModel {
  func cut(_ word: Span<UInt8>, into short: ShortWordMerging) -> Bool {
    var position = 0
    while position < word.count {
      let end = position + UTF8Layout.length(startingWith: word[position])
      let id = word[position] == UInt8(ascii: " ") ? markID : model.id(ofCharacter: word, at: position..<end) ?? -1
      // What is unknown, or becomes bytes, is left to the model.
      guard id >= 0, short.count < ShortWordMerging.capacity else { return false }
      short.append(id, end: end)
      position = end
    }
    short.merge(model.rules)
    return true
  }

  /// Spells the word with marks. (A vocabulary that could refuse a word is not taken.)
  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace, _ body: (CachedToken) -> Void) {
    let lead = (word.lastIndex(of: UInt8(ascii: " ")) ?? -1) + 1
    guard lead > 0 else {
      try? model.tokenize(word, at: 0, in: &workspace)
      return workspace.forEachToken(body)
    }
    // Blanks stand at a word's beginning.
    var spelled: [UInt8] = []
    spelled.reserveCapacity(word.count + 2 * lead)
    for position in 0..<lead {
      if word[position] == UInt8(ascii: " ") {
        spelled += SentencePieceNormalizer.mark
      } else {
        spelled.append(word[position])
      }
    }
    let spelledLead = spelled.count
    spelled += word.bytes(of: lead..<word.count)
    try? model.tokenize(spelled.span, at: 0, in: &workspace)
    countBlanks(of: word, upTo: spelledLead, in: &workspace)
    workspace.forEachToken(body)
  }

  /// Counts the bytes of tokens in the word as it was, with a blank for a mark.
  /// - Parameter lead: where the last mark that was a blank ends.
  private func countBlanks(of word: Span<UInt8>, upTo lead: Int, in workspace: inout BytePairWorkspace) {
    var (index, position, raw) = (0, 0, 0)
    while position < lead, index < workspace.symbols.count {
      let end = position + Int(workspace.symbols[index].byteCount)
      let first = raw
      while position < end {
        position += word[raw] == UInt8(ascii: " ") ? SentencePieceNormalizer.mark.count : 1
        raw += 1
      }
      workspace.symbols[index].byteCount = Int32(raw - first)
      index += 1
    }
  }
}

// MARK: - Marks
extension TextBytes {
  /// The bytes of the blank or ▁ at `position`; 0 for another character.
  @inline(__always)
  fileprivate func markCount(at position: Int) -> Int {
    let byte = self[position]
    if byte == UInt8(ascii: " ") { return 1 }
    return byte == 0xE2 && position &+ 2 < count && self[position &+ 1] == 0x96 && self[position &+ 2] == 0x81 ? 3 : 0
  }

  /// Where the next blank or ▁ is, from `start` on; the end of the text without one.
  @inline(__always)
  fileprivate func nextMark(from start: Int) -> Int {
    var position = start
    while position < count {
      if position &+ 8 <= readableCount {
        let word = self.word(at: position)
        let other = (Self.zeroBytes(word ^ 0x2020_2020_2020_2020) | Self.zeroBytes(word ^ 0xE2E2_E2E2_E2E2_E2E2))
        position &+= other.trailingZeroBitCount &>> 3
        if other == 0 { continue }
      }
      guard position < count else { break }
      if markCount(at: position) > 0 { return position }
      position &+= 1
    }
    return count
  }
}
