extension BytePairTrainer {
  /// Learns a model from what was read.
  /// - Parameter progress: is told the number of tokens now and then.
  public func trainModel(progress: (Int) -> Void = { _ in }) throws(TokenizerError) -> BytePair {
    var learner = try BytePairLearner(words: counter.words, plan: plan())
    learner.learn(progress: progress)
    return try BytePair(learner.result, settings: settings, base: base?.model)
  }

  /// Learns a whole tokenizer: this trainer's normaliser and pre-tokenizer, the model, and a decoder. When a tokenizer is
  /// extended, its other stages are kept.
  /// - Parameters:
  ///   - postProcessor: by default `<s> A </s>` and `<s> A </s> B </s>`, of the two as far as they are among the special
  ///     tokens.
  ///   - decoder: by default the one of byte tokens, or that of the tokenizer that is extended.
  ///   - progress: is told the number of tokens now and then.
  public func train(
    postProcessor: (any PostProcessor)? = nil, decoder: (any TokenDecoder)? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws(TokenizerError) -> Tokenizer {
    let model = try trainModel(progress: progress)
    if let base = base?.tokenizer {
      return try Tokenizer(
        model: model, normalizer: normalizer, preTokenizer: preTokenizer,
        postProcessor: postProcessor ?? base.postProcessor, decoder: decoder ?? base.decoder,
        addedTokens: base.addedTokens,
        recognizesSpecialTokens: base.recognizesSpecialTokens, truncation: base.truncation, padding: base.padding)
    }
    let special = settings.specialTokens.enumerated().map { SpecialToken($1, id: Int32($0)) }
    func token(_ spelling: String) -> SpecialToken? { special.first { $0.utf8 == Array(spelling.utf8) } }
    let template = TemplateProcessing(beginning: token(SpecialToken.beginning), end: token(SpecialToken.end))
    return try Tokenizer(
      model: model, normalizer: normalizer, preTokenizer: preTokenizer, postProcessor: postProcessor ?? template,
      decoder: decoder ?? DecoderSequence([ByteFallback(), Fuse()]), specialTokens: special)
  }

  private func plan() throws(TokenizerError) -> MergePlan {
    let required = settings.initialAlphabet.map { Array(String($0).utf8) }
    let characters = Alphabet(of: counter.words, limit: settings.alphabetLimit, required: required).characters
    if let base { return base.plan(characters: characters, settings) }
    let bytes = settings.byteTokens ? (UInt8.min...UInt8.max).map(ByteToken.spelling) : []
    let reserved = settings.specialTokens.map { Array($0.utf8) } + bytes
    guard reserved.count + characters.count <= settings.vocabularySize else {
      throw .vocabularyTooSmall(
        size: settings.vocabularySize, special: settings.specialTokens.count, bytes: bytes.count,
        characters: characters.count)
    }
    return MergePlan(
      tokens: reserved, reserved: Set(0..<Int32(reserved.count)), characters: characters,
      vocabularySize: settings.vocabularySize, minimumFrequency: settings.minimumFrequency)
  }
}
