// Where what was learnt becomes a model.

extension BytePair {
  /// - Parameter base: the model that was extended, if one was.
  init(_ learned: LearnedMerges, settings: BytePairTrainer.Settings, base: BytePair?) throws(TokenizerError) {
    let vocabulary = try Vocabulary(learned.tokens)
    guard let base else {
      let special = Set((0..<settings.specialTokens.count).map { Int32($0) })
      try self.init(
        vocabulary: vocabulary, merges: learned.merges, byteFallback: settings.byteTokens, reserved: special)
      return
    }
    try self.init(
      vocabulary: vocabulary, merges: learned.merges, options: base.options,
      reserved: base.reserved.isEmpty ? nil : base.reserved)
  }

  /// The ids that no text becomes.
  var reservedIDs: Set<Int32> { reserved }
}
