/// How a translation is looked for.
public struct DecodingOptions: Hashable, Sendable {
  /// Hypotheses that are followed at once; 1 is greedy.
  public var beam: Int
  /// α of the score ln P / lengthᵅ: above 1 prefers longer translations, 0 compares sums.
  public var lengthPenalty: Double
  /// Longest translation; nil is twice the source and 20 more. Unit: tokens.
  public var maxLength: Int?
  /// Shortest translation. Unit: tokens.
  public var minLength: Int
  /// Translations a text, at most ``beam``.
  public var nbest: Int

  public init(
    beam: Int = 5, lengthPenalty: Double = 1, maxLength: Int? = nil, minLength: Int = 0, nbest: Int = 1
  ) {
    (self.beam, self.lengthPenalty, self.maxLength) = (beam, lengthPenalty, maxLength)
    (self.minLength, self.nbest) = (minLength, nbest)
  }

  /// Greedy: the most probable token each time.
  public static let greedy = DecodingOptions(beam: 1)

  /// The most tokens that a source's translation may have.
  func longestTranslation(of sourceLength: Int, maxTokens: Int) -> Int {
    min(maxLength ?? 2 * sourceLength + 20, maxTokens)
  }
}

/// A translation as token ids.
package struct Hypothesis: Hashable, Sendable {
  /// Without special tokens.
  package var tokens: [Int32]
  /// ln P of the tokens, and of the end where it was reached.
  package var logProbability: Double
  /// ln P / lengthᵅ, the end counted.
  package var score: Double
}
