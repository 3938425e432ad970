/// Learns a WordPiece vocabulary (Schuster & Nakajima 2012, as in BERT) from any number of texts.
///
/// As in Hugging Face's trainer, byte-pair merges are learnt on words whose characters but the first carry the
/// continuing prefix; what they make is the vocabulary, and the merges themselves are forgotten. Ids: special tokens,
/// characters in the order of their code points, characters with the prefix in that order, then what was learnt. Ties are
/// broken by the higher count, then by the smaller pair of ids.
public struct WordPieceTrainer: Sendable {
  /// What the vocabulary is to be.
  public struct Settings: Hashable, Sendable {
    /// Ids in all.
    public var vocabularySize = 8000
    /// How often a pair must occur to be merged.
    public var minimumFrequency = 2
    /// They get the first ids, in this order. A model needs one for what it can't cut.
    public var specialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    /// How many characters at most get a token: the commonest, of equally common ones the smaller code points.
    public var alphabetLimit: Int?
    /// What every token of a word but its first begins with.
    public var continuingPrefix = "##"

    public init(
      vocabularySize: Int = 8000, minimumFrequency: Int = 2,
      specialTokens: [String] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], alphabetLimit: Int? = nil,
      continuingPrefix: String = "##"
    ) {
      self.vocabularySize = vocabularySize
      self.minimumFrequency = minimumFrequency
      self.specialTokens = specialTokens
      self.alphabetLimit = alphabetLimit
      self.continuingPrefix = continuingPrefix
    }
  }

  public let settings: Settings
  /// Reads the texts and counts their words.
  public var counter: WordCounter

  /// What has been read so far.
  public var report: TrainingTextReport { counter.report }

  /// - Parameters:
  ///   - normalizer: the same as in the tokenizer to be trained.
  ///   - preTokenizer: its pieces are the words.
  /// - Throws: ``TokenizerError/Code/badSetting`` for settings out of range.
  public init(
    settings: Settings = Settings(), normalizer: (any Normalizer)?, preTokenizer: (any PreTokenizer)?
  ) throws(TokenizerError) {
    try TrainingSettings.check(vocabularySize: settings.vocabularySize)
    try TrainingSettings.check(minimumFrequency: settings.minimumFrequency)
    try TrainingSettings.check(alphabetLimit: settings.alphabetLimit)
    try TrainingSettings.check(specialTokens: settings.specialTokens)
    guard !settings.continuingPrefix.isEmpty else {
      throw .badSetting("continuingPrefix", found: "empty", expected: "at least one character, as in \"##\"")
    }
    self.settings = settings
    counter = WordCounter(normalizer: normalizer, preTokenizer: preTokenizer)
  }

  /// Learns the tokens, in the order of their ids.
  /// - Parameter progress: is told the number of tokens now and then.
  /// - Throws: ``TokenizerError/Code/badSetting`` when special tokens and characters alone are more than the size.
  public func trainVocabulary(progress: (Int) -> Void = { _ in }) throws(TokenizerError) -> Vocabulary {
    let special = settings.specialTokens.map { Array($0.utf8) }
    let characters = Alphabet(of: counter.words, limit: settings.alphabetLimit).characters
    var learner = try BytePairLearner(
      words: counter.words,
      plan: MergePlan(
        tokens: special, reserved: Set(0..<Int32(special.count)), characters: characters,
        continuingPrefix: Array(settings.continuingPrefix.utf8), vocabularySize: settings.vocabularySize,
        minimumFrequency: settings.minimumFrequency))
    guard learner.tokenCount <= settings.vocabularySize else {
      throw .vocabularyTooSmall(
        size: settings.vocabularySize, special: special.count, bytes: 0, characters: learner.tokenCount - special.count)
    }
    learner.learn(progress: progress)
    return try Vocabulary(learner.result.tokens)
  }
}
