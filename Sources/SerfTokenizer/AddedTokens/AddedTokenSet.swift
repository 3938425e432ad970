/// The added tokens of a tokenizer, ready to be found in text.
struct AddedTokenSet: Sendable {
  /// In ascending order of their ids.
  let tokens: [AddedToken]
  /// Those beyond the model's own vocabulary, by id.
  private let beyond: [Int32: [UInt8]]
  private let beyondIDs: [[UInt8]: Int32]
  /// One more than the highest id.
  let idCount: Int
  /// Those looked for in the text as it is given, and in the normalised text.
  let inOriginal: AddedTokenMatcher?
  let inNormalized: AddedTokenMatcher?
  private let specialIDs: Set<Int32>

  /// - Throws: ``TokenizerError/Code/badVocabulary`` when tokens and vocabulary contradict each other.
  init(
    _ tokens: [AddedToken], vocabulary: Vocabulary, normalizer: (any Normalizer)?, recognizesSpecial: Bool
  ) throws(TokenizerError) {
    let sorted = tokens.sorted { $0.id < $1.id }
    self.tokens = sorted
    specialIDs = Set(tokens.lazy.filter(\.isSpecial).map(\.id))
    var beyond: [Int32: [UInt8]] = [:]
    var beyondIDs: [[UInt8]: Int32] = [:]
    var count = vocabulary.count
    var last: Int32 = -1
    for token in sorted {
      if token.id == last { throw .idTaken(token.id, by: token.utf8, at: nil) }
      last = token.id
      if let known = vocabulary[token.id] {
        guard known == token.utf8 else { throw .idTaken(token.id, by: token.utf8, at: nil) }
        continue
      }
      // It may fill a gap in the vocabulary, or follow it.
      guard token.id >= 0, Int(token.id) <= count else {
        throw .idBeyond(Int(token.id), token: token.utf8, count: count, at: nil)
      }
      guard vocabulary.id(of: token.utf8) == nil, beyondIDs.updateValue(token.id, forKey: token.utf8) == nil else {
        throw .repeatedToken(token.utf8)
      }
      beyond[token.id] = token.utf8
      count = max(count, Int(token.id) + 1)
    }
    self.beyond = beyond
    self.beyondIDs = beyondIDs
    idCount = count
    let sought = tokens.filter(\.isSpecial).filter { _ in recognizesSpecial } + tokens.filter { !$0.isSpecial }
    let given = sought.filter { !$0.isNormalized }.map { ($0, $0.utf8) }
    var normalized: [(AddedToken, [UInt8])] = []
    for token in sought where token.isNormalized {
      var text = NormalizedText(validUTF8: token.utf8)
      try normalizer?.normalize(&text)
      normalized.append((token, text.utf8))
    }
    // Without a normaliser the two texts are one; but where there are tokens of both kinds, the first come first.
    let isOneText = normalizer == nil && given.isEmpty
    inOriginal = AddedTokenMatcher(isOneText ? normalized : given)
    inNormalized = isOneText ? nil : AddedTokenMatcher(normalized)
  }

  func isSpecial(_ id: Int32) -> Bool { specialIDs.contains(id) }

  /// The spelling of a token that the model's vocabulary doesn't have.
  func spelling(of id: Int32) -> [UInt8]? { beyond[id] }

  /// The id of a token that the model's vocabulary doesn't have.
  func id(of utf8: [UInt8]) -> Int32? { beyondIDs[utf8] }
}
