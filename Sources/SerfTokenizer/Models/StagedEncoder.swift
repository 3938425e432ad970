/// The stages one after the other, where no encoder takes them in one pass, or where added tokens are looked for in what
/// the normaliser makes of a text.
final class StagedEncoder: TextEncoder {
  private let stages: Stages
  /// Finds added tokens in normalised text.
  private let matcher: AddedTokenMatcher?
  /// Takes what lies between them.
  private let between: (any TextEncoder)?

  init(_ stages: Stages, matcher: AddedTokenMatcher?, between: (any TextEncoder)?) {
    self.stages = stages
    self.matcher = matcher
    self.between = between
  }

  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    var text = NormalizedText(validUTF8: utf8.bytes(of: range), base: range.lowerBound)
    try stages.normalizer?.normalize(&text)
    guard let matcher else { return try stages.add(text, to: &tokens) }
    let normalized = text.utf8
    try matcher.forEachPart(of: normalized.span) { part throws(TokenizerError) in
      if let id = part.id {
        tokens.append(id, text.originalRange(of: part.range))
      } else if let between {
        try between.encode(utf8, text.originalRange(of: part.range), into: &tokens)
      } else {
        try stages.add(text.slice(part.range), to: &tokens)
      }
    }
  }
}
