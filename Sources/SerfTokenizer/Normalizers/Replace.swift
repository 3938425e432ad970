/// Puts a fixed text in the place of whatever matches a pattern.
public struct Replace: Normalizer {
  public let pattern: TextPattern
  public let replacement: String

  public init(_ pattern: TextPattern, with replacement: String) {
    self.pattern = pattern
    self.replacement = replacement
  }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    let matches = try pattern.matches(in: text.utf8.span)
    guard !matches.isEmpty else { return }
    let replacement = Array(replacement.utf8)
    text.rewrite { utf8, rewriter in
      var unchanged = 0
      for match in matches {
        rewriter.copy(unchanged..<match.lowerBound)
        unchanged = match.upperBound
        // All of it stands for the last character of what it takes the place of.
        rewriter.put(replacement, for: match.upperBound > 0 ? match.upperBound - 1 : nil)
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }
}
