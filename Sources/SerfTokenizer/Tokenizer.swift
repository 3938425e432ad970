/// Text to token ids and back: a pipeline of five stages, each of which may be left out but the model.
///
/// ```
/// text ─▶ normalizer ─▶ preTokenizer ─▶ model ─▶ postProcessor ─▶ ids ─▶ decoder ─▶ text
///         one spelling   pieces          tokens   special tokens
/// ```
/// It is immutable and can be used by any number of threads at once.
public struct Tokenizer: Sendable {
  public let normalizer: (any Normalizer)?
  public let preTokenizer: (any PreTokenizer)?
  public let model: any SubwordModel
  public let postProcessor: (any PostProcessor)?
  /// Without a decoder, decoding puts a blank between tokens.
  public let decoder: (any TokenDecoder)?
  /// Whether text that spells a special token becomes it, as with Hugging Face; otherwise `"</s>"` typed by a user is
  /// four characters.
  public let recognizesSpecialTokens: Bool
  /// How long an encoding may be.
  public let truncation: Truncation?
  /// How the encodings of a batch are filled up to one length.
  public let padding: Padding?

  let added: AddedTokenSet
  /// How the post-processor wants blanks left out of offsets.
  let offsetTrimming: OffsetTrimming?
  /// The blanks that each token begins and ends with, for ``offsetTrimming``.
  let blanks: Lazily<[UInt32]>
  /// Whether token ranges cover the text: the ICU-word pipeline loses nothing.
  let coversText: Bool
  /// From a text to its tokens, added ones included. (Neither this nor ``sequence`` is optional: what is taken out of an
  /// optional is retained, by every thread for every text, and they would wait for each other there.)
  let encoder: any TextEncoder
  /// The post-processor, or what stands for none.
  let sequence: any PostProcessor

  /// - Parameters:
  ///   - specialTokens: each either is in the model's vocabulary under its id, or has one of the ids that follow it
  ///     without a gap.
  ///   - addedTokens: further tokens that are looked for in the text; the same holds for them.
  ///   - recognizesSpecialTokens: nil is yes, but for pipelines with ``ICUWords``.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when added tokens and vocabulary contradict each other, or the
  ///   post-processor puts in an id that is in neither.
  public init(
    model: any SubwordModel, normalizer: (any Normalizer)? = nil, preTokenizer: (any PreTokenizer)? = nil,
    postProcessor: (any PostProcessor)? = nil, decoder: (any TokenDecoder)? = nil, specialTokens: [SpecialToken] = [],
    addedTokens: [AddedToken] = [], recognizesSpecialTokens: Bool? = nil, truncation: Truncation? = nil,
    padding: Padding? = nil
  ) throws(TokenizerError) {
    self.model = model
    self.normalizer = normalizer
    self.preTokenizer = preTokenizer
    self.postProcessor = postProcessor
    self.decoder = decoder
    self.truncation = truncation
    self.padding = padding
    coversText = preTokenizer is ICUWords
    let recognizes = recognizesSpecialTokens ?? !coversText
    self.recognizesSpecialTokens = recognizes
    added = try AddedTokenSet(
      specialTokens.map(AddedToken.init) + addedTokens, vocabulary: model.vocabulary, normalizer: normalizer,
      recognizesSpecial: recognizes)
    offsetTrimming = postProcessor?.offsetTrimming
    let added = added
    blanks = Lazily {
      (0..<Int32(added.idCount)).map { id in
        let token = model.vocabulary[id] ?? added.spelling(of: id) ?? []
        return OffsetTrimming.blanks(of: token.span)
      }
    }
    encoder = Self.encoder(Stages(normalizer: normalizer, preTokenizer: preTokenizer, model: model), added)
    sequence = postProcessor ?? PlainSequence()
    for id in postProcessor?.insertedIDs ?? [] where id < 0 || Int(id) >= added.idCount {
      throw .idOutOfRange(Int(id), count: added.idCount)
    }
  }

  private static func encoder(_ stages: Stages, _ added: AddedTokenSet) -> any TextEncoder {
    let direct = directEncoder(stages, takesParts: added.inNormalized != nil)
    var encoder = direct ?? StagedEncoder(stages, matcher: nil, between: nil)
    if let matcher = added.inNormalized { encoder = StagedEncoder(stages, matcher: matcher, between: direct) }
    if let matcher = added.inOriginal { encoder = AddedTokenEncoder(matcher, between: encoder) }
    return encoder
  }

  /// What takes the stages in one pass.
  /// - Parameter takesParts: whether the normalised text is cut up by tokens that are looked for in it.
  static func directEncoder(_ stages: Stages, takesParts: Bool) -> (any TextEncoder)? {
    if let pairs = stages.model as? BytePair, !pairs.options.takenApart.isEmpty { return nil }
    if let encoder = ByteLevelEncoder(stages) { return encoder }
    guard !takesParts else { return nil }
    if let encoder = MetaspaceEncoder(stages) { return encoder }
    if let encoder = ICUWordEncoder(stages) { return encoder }
    return BlankWordEncoder(stages)
  }
}

// MARK: - Vocabulary
extension Tokenizer {
  /// One more than the highest id, special tokens included.
  public var vocabularySize: Int { added.idCount }

  /// All added tokens, in ascending order of their ids.
  public var addedTokens: [AddedToken] { added.tokens }

  /// The special ones among the added tokens, in ascending order of their ids.
  public var specialTokens: [SpecialToken] {
    added.tokens.filter(\.isSpecial).map { SpecialToken(id: $0.id, utf8: $0.utf8) }
  }

  /// The id of a token by its spelling in the vocabulary, special tokens included; nil when there is none.
  public func tokenID(of token: String) -> Int32? {
    let utf8 = Array(token.utf8)
    return added.id(of: utf8) ?? model.vocabulary.id(of: utf8)
  }

  /// The spelling of a token in the vocabulary; nil when there is no such id.
  ///
  /// Byte tokens are spelled `<0xC3>`.
  public func token(of id: Int32) -> String? { spelling(of: id).map { String(decoding: $0, as: UTF8.self) } }

  /// The token of an id as text shows it between others: subword-nmt's end with `@@` where their word goes on, all
  /// others are as the vocabulary spells them.
  public func shownToken(of id: Int32) -> String? {
    guard let token = spelling(of: id) else { return nil }
    return String(decoding: isSpecial(id) ? token : subwordNMTSpelling(of: token) ?? token, as: UTF8.self)
  }

  /// The spellings of several tokens.
  /// - Throws: ``TokenizerError/Code/unknownToken`` for an id that is not in the vocabulary.
  public func tokens(of ids: [Int32]) throws(TokenizerError) -> [String] {
    var tokens: [String] = []
    tokens.reserveCapacity(ids.count)
    for id in ids {
      guard let token = token(of: id) else { throw .idOutOfRange(Int(id), count: vocabularySize) }
      tokens.append(token)
    }
    return tokens
  }

  /// Whether an id is a special token's.
  public func isSpecial(_ id: Int32) -> Bool { added.isSpecial(id) }

  /// The bytes of a token as the vocabulary spells them.
  func spelling(of id: Int32) -> [UInt8]? { model.vocabulary[id] ?? added.spelling(of: id) }
}
