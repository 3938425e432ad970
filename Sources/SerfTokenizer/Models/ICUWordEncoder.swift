/// Byte-pair models over ICU's words, in one pass: the words as the pre-tokenizer cuts them, keyed by their bytes.
///
/// It takes no normaliser or a form of Unicode, and a model that refuses no word and begins with characters. Nil where
/// the stages are others.
final class ICUWordEncoder: TextEncoder {
  private let normalizer: UnicodeNormalization?
  private let preTokenizer: ICUWords
  private let model: BytePair
  private let encodings = Pool<WordEncoding>()

  init?(_ stages: Stages) {
    guard let preTokenizer = stages.preTokenizer as? ICUWords, let model = stages.model as? BytePair,
      model.options.dropout == nil, model.options.continuingPrefix.isEmpty, model.options.wordSuffix.isEmpty,
      !model.options.ignoresMerges, model.whole == nil,
      model.unknownToken != nil || model.options.dropsUnknown || model.byteFallback && !model.byteIDs.contains(-1)
    else { return nil }
    if let normalizer = stages.normalizer {
      guard let form = normalizer as? UnicodeNormalization, form.form != .nfkcCasefold else { return nil }
      self.normalizer = form
    } else {
      normalizer = nil
    }
    self.preTokenizer = preTokenizer
    self.model = model
  }

  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    try encode(utf8, range, normalizedBy: normalizer, into: &tokens) { (utf8, range, tokens) throws(TokenizerError) in
      var text = PreTokenizedText(NormalizedText(validUTF8: utf8.bytes(of: range)))
      try preTokenizer.preTokenize(&text)
      let words = try encodings.take { WordEncoding() }
      defer { encodings.giveBack(words) }
      words.encode(utf8, pieces: text.pieces, base: range.lowerBound, with: self, into: &tokens)
    }
  }
}

// MARK: - Words that are not in the tables
extension ICUWordEncoder: WordModel {
  var longWords: Lazily<LongWordMerging?> { model.longWords }

  func cut(_ word: Span<UInt8>, into short: ShortWordMerging) -> Bool {
    var position = 0
    while position < word.count {
      let end = position + UTF8Layout.length(startingWith: word[position])
      // What is unknown, or becomes bytes, is left to the model.
      guard let id = model.id(ofCharacter: word, at: position..<end), short.count < ShortWordMerging.capacity else {
        return false
      }
      short.append(id, end: end)
      position = end
    }
    short.merge(model.rules)
    return true
  }

  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace, _ body: (CachedToken) -> Void) {
    // A vocabulary that could refuse a word is not taken.
    try? model.tokenize(word, at: 0, in: &workspace)
    workspace.forEachToken(body)
  }
}
