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
  /// In ascending order of their ids.
  public let specialTokens: [SpecialToken]

  /// Special tokens beyond the model's own vocabulary, which follow it: id `model.vocabulary.count` first.
  let added: ByteStringTable
  let specialIDs: Set<Int32>

  /// - Parameter specialTokens: each either is in the model's vocabulary under its id, or has one of the ids that
  ///   follow it without a gap.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when special tokens and vocabulary contradict each other, or the
  ///   post-processor puts in an id that is in neither.
  public init(
    model: any SubwordModel, normalizer: (any Normalizer)? = nil, preTokenizer: (any PreTokenizer)? = nil,
    postProcessor: (any PostProcessor)? = nil, decoder: (any TokenDecoder)? = nil, specialTokens: [SpecialToken] = []
  ) throws(TokenizerError) {
    self.model = model
    self.normalizer = normalizer
    self.preTokenizer = preTokenizer
    self.postProcessor = postProcessor
    self.decoder = decoder
    self.specialTokens = specialTokens.sorted { $0.id < $1.id }
    specialIDs = Set(specialTokens.map(\.id))
    added = try Self.added(self.specialTokens, to: model.vocabulary)
    for id in postProcessor?.insertedIDs ?? [] where id < 0 || Int(id) >= model.vocabulary.count + added.count {
      throw .idOutOfRange(Int(id), count: model.vocabulary.count + added.count)
    }
  }

  private static func added(
    _ tokens: [SpecialToken], to vocabulary: Vocabulary
  ) throws(TokenizerError) -> ByteStringTable {
    var added = ByteStringTable()
    var last: Int32 = -1
    for token in tokens {
      if token.id == last { throw .idTaken(token.id, by: token.utf8, at: nil) }
      last = token.id
      if let known = vocabulary[token.id] {
        guard known == token.utf8 else { throw .idTaken(token.id, by: token.utf8, at: nil) }
        continue
      }
      guard Int(token.id) == vocabulary.count + added.count else {
        throw .idBeyond(Int(token.id), token: token.utf8, count: vocabulary.count + added.count, at: nil)
      }
      guard vocabulary.id(of: token.utf8) == nil, added.insert(token.utf8.span).isNew else {
        throw .repeatedToken(token.utf8)
      }
    }
    return added
  }
}

// MARK: - Vocabulary
extension Tokenizer {
  /// Tokens in all, special ones included; ids go from 0 to one less.
  public var vocabularySize: Int { model.vocabulary.count + added.count }

  /// The id of a token by its spelling in the vocabulary, special tokens included; nil when there is none.
  public func tokenID(of token: String) -> Int32? {
    let utf8 = Array(token.utf8)
    if let id = model.vocabulary.id(of: utf8) { return id }
    return added.index(of: utf8.span).map { Int32(model.vocabulary.count + $0) }
  }

  /// The spelling of a token in the vocabulary; nil when there is no such id.
  ///
  /// Byte tokens are spelled `<0xC3>`.
  public func token(of id: Int32) -> String? { spelling(of: id).map { String(decoding: $0, as: UTF8.self) } }

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
  public func isSpecial(_ id: Int32) -> Bool { specialIDs.contains(id) }

  /// The bytes of a token as the vocabulary spells them.
  func spelling(of id: Int32) -> [UInt8]? {
    if let token = model.vocabulary[id] { return token }
    let index = Int(id) - model.vocabulary.count
    return (0..<added.count).contains(index) ? added[index] : nil
  }
}
