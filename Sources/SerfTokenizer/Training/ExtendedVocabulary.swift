/// A tokenizer whose vocabulary is extended.
struct ExtendedVocabulary: Sendable {
  let tokenizer: Tokenizer
  let model: BytePair

  /// - Throws: ``TokenizerError/Code/unsupported`` when its model is no ``BytePair``.
  init(of tokenizer: Tokenizer) throws(TokenizerError) {
    guard let model = tokenizer.model as? BytePair else {
      throw .notExtensible(String(describing: type(of: tokenizer.model)))
    }
    guard model.options.wordSuffix.isEmpty else { throw .notExtensible("BPE with an end-of-word suffix") }
    self.tokenizer = tokenizer
    self.model = model
  }

  /// All tokens keep their ids, those that follow the model's own vocabulary too: the new ones come behind.
  func plan(characters: [[UInt8]], _ settings: BytePairTrainer.Settings) -> MergePlan {
    MergePlan(
      tokens: (0..<Int32(tokenizer.vocabularySize)).map { tokenizer.spelling(of: $0) ?? [] },
      reserved: model.reservedIDs.union(tokenizer.addedTokens.map(\.id)), characters: characters,
      continuingPrefix: Array(model.options.continuingPrefix.utf8),
      earlierMerges: model.merges, vocabularySize: settings.vocabularySize,
      minimumFrequency: settings.minimumFrequency)
  }
}
