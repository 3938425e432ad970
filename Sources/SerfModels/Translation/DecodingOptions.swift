/// How a translation is looked for.
public struct DecodingOptions: Hashable, Sendable {
  /// Hypotheses that are followed at once; 1 is greedy. Without effect on ``sampling``.
  public var beam: Int
  /// α of the score ln P / lengthᵅ: above 1 prefers longer translations, 0 compares sums.
  public var lengthPenalty: Double
  /// Longest translation; nil is twice the source and 20 more. Unit: tokens.
  public var maxLength: Int?
  /// Shortest translation. Unit: tokens.
  public var minLength: Int
  /// Translations a text: at most ``beam`` of the best, or as many samples.
  public var nbest: Int
  /// The length of a run of tokens that no translation has twice (Paulus et al. 2018); nil is none. Unit: tokens.
  public var noRepeatNgramSize: Int?
  /// What every translation begins with, in whole words: what follows begins a word of its own. Of a text that is translated
  /// in parts, the first part's. Blanks at its end are no part of it.
  public var prefix: String
  /// What becomes of a text of several sentences.
  public var splitting: Splitting
  /// Draws translations by chance instead of looking for the most probable; nil does not.
  public var sampling: Sampling?

  /// When a text is cut, and its parts are translated one by one.
  public enum Splitting: String, CaseIterable, Sendable {
    /// At the end of each sentence where it is longer than any text that the model has learned from.
    case long
    /// At the end of each sentence.
    case sentences
    /// Never; one that is longer than the model takes is an error.
    case never
  }

  /// How tokens are drawn by chance.
  public struct Sampling: Hashable, Sendable {
    /// What logits are divided by, above 0: below 1 the probable become more so.
    public var temperature: Double
    /// Of how many most probable tokens one is drawn; nil is all.
    public var topK: Int?
    /// The share of all probability, above 0, that the most probable tokens must have together to be drawn from (nucleus
    /// sampling, Holtzman et al. 2020); 1 is all.
    public var topP: Double
    /// A text's samples depend on this and on the text alone: not on its neighbours or its place among them.
    public var seed: UInt64

    public init(temperature: Double = 1, topK: Int? = nil, topP: Double = 1, seed: UInt64 = 1) {
      (self.temperature, self.topK, self.topP, self.seed) = (temperature, topK, topP, seed)
    }
  }

  public init(
    beam: Int = 5, lengthPenalty: Double = 1, maxLength: Int? = nil, minLength: Int = 0, nbest: Int = 1,
    noRepeatNgramSize: Int? = nil, prefix: String = "", splitting: Splitting = .long, sampling: Sampling? = nil
  ) {
    (self.beam, self.lengthPenalty, self.maxLength) = (beam, lengthPenalty, maxLength)
    (self.minLength, self.nbest, self.noRepeatNgramSize) = (minLength, nbest, noRepeatNgramSize)
    (self.prefix, self.splitting, self.sampling) = (prefix, splitting, sampling)
  }

  /// Greedy: the most probable token each time.
  public static let greedy = DecodingOptions(beam: 1)
}

extension DecodingOptions {
  /// Hypotheses of a source that are followed at once.
  var followed: Int { sampling == nil ? beam : nbest }

  /// The most tokens that a source's translation may have: where nobody says it, as many as the shortest at least.
  func longestTranslation(of source: DecodingSource, maxTokens: Int) -> Int {
    let longest = maxLength ?? max(2 * source.tokens.count + 20, minLength)
    return max(min(longest, maxTokens), source.prefix.count)
  }
}

/// A text to translate, as token ids without special tokens.
package struct DecodingSource: Hashable, Sendable {
  package var tokens: ArraySlice<Int32>
  /// What its translation begins with.
  package var prefix: [Int32]
  /// What may not come right after the prefix.
  package var notAfterPrefix: [Int]

  package init(_ tokens: ArraySlice<Int32>, prefix: [Int32] = [], notAfterPrefix: [Int] = []) {
    (self.tokens, self.prefix, self.notAfterPrefix) = (tokens, prefix, notAfterPrefix)
  }
}

/// A translation as token ids.
package struct Hypothesis: Hashable, Sendable {
  /// Without special tokens.
  package var tokens: [Int32]
  /// ln P of the tokens, and of the end where it was reached.
  package var logProbability: Double
  /// The tokens, and the end where it was reached.
  package var length: Int
  /// ln P / lengthᵅ.
  package var score: Double
}
