/// The third stage: cuts each piece into tokens of a vocabulary.
public protocol SubwordModel: Sendable {
  /// The tokens, by id.
  var vocabulary: Vocabulary { get }

  /// Appends the tokens of each piece, in order.
  /// - Parameters:
  ///   - utf8: the whole normalised text.
  ///   - pieces: ascending byte ranges of it, each at character boundaries.
  func tokenize(_ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer) throws(TokenizerError)
}

/// The tokens of a text, in order, as a model finds them.
public struct TokenBuffer: Hashable, Sendable {
  /// The token ids.
  public private(set) var ids: [Int32] = []
  /// The bytes of the normalised text that each stands for; empty when the caller asked for ids alone.
  public private(set) var ranges: [Range<Int>] = []
  let keepsRanges: Bool

  /// - Parameter keepsRanges: false saves the ranges' memory and time.
  public init(keepsRanges: Bool = true) { self.keepsRanges = keepsRanges }

  /// Adds one token.
  public mutating func append(_ id: Int32, _ range: Range<Int>) {
    ids.append(id)
    if keepsRanges { ranges.append(range) }
  }
}
