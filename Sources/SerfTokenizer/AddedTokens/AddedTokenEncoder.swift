/// Finds added tokens in a text as it is given; what lies between them is for another encoder.
final class AddedTokenEncoder: TextEncoder {
  private let matcher: AddedTokenMatcher
  private let between: any TextEncoder

  init(_ matcher: AddedTokenMatcher, between: any TextEncoder) {
    self.matcher = matcher
    self.between = between
  }

  func encode(_ utf8: Span<UInt8>, _ range: Range<Int>, into tokens: inout TokenBuffer) throws(TokenizerError) {
    let base = range.lowerBound
    try matcher.forEachPart(of: utf8.extracting(range)) { part throws(TokenizerError) in
      let range = base + part.range.lowerBound..<base + part.range.upperBound
      if let id = part.id {
        tokens.append(id, range)
      } else if !range.isEmpty {
        try between.encode(utf8, range, into: &tokens)
      }
    }
  }
}
