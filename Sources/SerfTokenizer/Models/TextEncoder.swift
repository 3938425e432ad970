/// From a part of a text to its tokens.
///
/// Those of a kind of model take its usual stages in one pass: where each word ends, its tokens from a table, or else from
/// the model. They give the tokens and ranges that the stages give one after the other (``StagedEncoder``); property tests
/// hold them to it.
protocol TextEncoder: AnyObject, Sendable {
  /// Appends the tokens of a part of a text.
  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError)
}

extension TextEncoder {
  /// Normalises a part of a text, has it cut, and turns the ranges back into those of the text.
  func encode(
    _ utf8: Span<UInt8>, _ range: Range<Int>, normalizedBy normalizer: UnicodeNormalization?,
    into tokens: inout TokenBuffer,
    _ cut: (Span<UInt8>, Range<Int>, inout TokenBuffer) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    // ASCII is in every form of Unicode but the folded one.
    guard let normalizer, !utf8.isASCII(range) else { return try cut(utf8, range, &tokens) }
    var text = NormalizedText(validUTF8: utf8.bytes(of: range), base: range.lowerBound)
    try normalizer.normalize(&text)
    let first = tokens.count
    let normalized = text.utf8
    try cut(normalized.span, 0..<normalized.count, &tokens)
    tokens.mapRanges(from: first) { text.originalRange(of: $0) }
  }
}

extension WordEncoding {
  /// Appends the tokens of pieces of a text, those that touch in one go.
  /// - Parameter base: where the text begins that the pieces count in.
  func encode(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], base: Int, with model: some WordModel, into tokens: inout TokenBuffer
  ) {
    var first = 0
    while first < pieces.count {
      var last = first
      while last + 1 < pieces.count, pieces[last + 1].lowerBound == pieces[last].upperBound { last += 1 }
      let start = pieces[first].lowerBound
      var index = first
      encode(utf8, base + start..<base + pieces[last].upperBound, with: model, into: &tokens) { _, _ in
        index += 1
        return pieces[index - 1].upperBound - start
      }
      first = last + 1
    }
  }
}
