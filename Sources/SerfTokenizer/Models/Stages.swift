/// Normaliser, pre-tokenizer and model, one after the other.
struct Stages: Sendable {
  let normalizer: (any Normalizer)?
  let preTokenizer: (any PreTokenizer)?
  let model: any SubwordModel

  /// Adds the tokens of a normalised text.
  func add(_ text: NormalizedText, to tokens: inout TokenBuffer) throws(TokenizerError) {
    var cut = PreTokenizedText(text)
    try preTokenizer?.preTokenize(&cut)
    let first = tokens.count
    try model.tokenize(cut.text.utf8.span, pieces: cut.pieces, into: &tokens)
    tokens.mapRanges(from: first) { cut.text.originalRange(of: $0) }
  }

  /// Adds the tokens of a stretch of a text.
  /// - Precondition: no stage looks at where characters come from.
  func add(_ utf8: Span<UInt8>, _ range: Range<Int>, to tokens: inout TokenBuffer) throws(TokenizerError) {
    var text = NormalizedText(
      validUTF8: utf8.bytes(of: range), base: range.lowerBound, keepsOrigins: tokens.keepsRanges)
    try normalizer?.normalize(&text)
    try add(text, to: &tokens)
  }
}
