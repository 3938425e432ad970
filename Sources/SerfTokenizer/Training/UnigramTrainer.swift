/// Learns a unigram language model of word pieces (Kudo 2018) from any number of texts.
///
/// As SentencePiece does: it starts from the substrings that are most of the text, fits their probabilities by expectation
/// and maximisation, drops those whose loss costs the likelihood least, and so on until the vocabulary has its size.
/// Three differences: a substring counts as often as its words do and not once a distinct word; the end of a word that
/// occurs twice is a candidate even when no other word shares it; and single characters are never dropped on the way.
public struct UnigramTrainer: Sendable {
  /// What the vocabulary is to be.
  public struct Settings: Hashable, Sendable {
    /// Ids in all.
    public var vocabularySize = 8000
    /// They get the first ids, in this order, and a score of 0.
    public var specialTokens = [SpecialToken.unknown, SpecialToken.beginning, SpecialToken.end]
    /// How many characters at most get a piece: the commonest, of equally common ones the smaller code points.
    public var alphabetLimit: Int?
    /// Characters of a piece at most.
    public var longestPiece = 16
    /// Candidates at the beginning, at most.
    public var seedCount = 1_000_000
    /// The part of the pieces that stays in each round of dropping.
    public var shrinkingFactor = 0.75
    /// Steps of expectation and maximisation before each round of dropping.
    public var steps = 2

    public init(
      vocabularySize: Int = 8000,
      specialTokens: [String] = [SpecialToken.unknown, SpecialToken.beginning, SpecialToken.end],
      alphabetLimit: Int? = nil
    ) {
      self.vocabularySize = vocabularySize
      self.specialTokens = specialTokens
      self.alphabetLimit = alphabetLimit
    }
  }

  /// A piece of text and its score, a natural logarithm of its probability.
  public struct Piece: Hashable, Sendable {
    public let utf8: [UInt8]
    public let score: Double
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
    try TrainingSettings.check(alphabetLimit: settings.alphabetLimit)
    try TrainingSettings.check(specialTokens: settings.specialTokens)
    guard (1...64).contains(settings.longestPiece) else {
      throw .badSetting("longestPiece", found: "\(settings.longestPiece)", expected: "1 to 64")
    }
    guard settings.shrinkingFactor > 0, settings.shrinkingFactor < 1 else {
      throw .badSetting("shrinkingFactor", found: "\(settings.shrinkingFactor)", expected: "between 0 and 1")
    }
    guard settings.steps >= 1, settings.seedCount >= 1 else {
      throw .badSetting(
        "steps and seedCount", found: "\(min(settings.steps, settings.seedCount))", expected: "1 or more")
    }
    self.settings = settings
    counter = WordCounter(normalizer: normalizer, preTokenizer: preTokenizer)
  }

  /// Learns the pieces, in the order of their ids: special tokens, then by descending score, equal ones in the order of
  /// their bytes. Fewer than the size result when the text has no more.
  /// - Parameter progress: is told the number of pieces that are left, now and then.
  /// - Throws: ``TokenizerError/Code/badSetting`` when special tokens and characters alone are more than the size.
  public func trainPieces(progress: (Int) -> Void = { _ in }) throws(TokenizerError) -> [Piece] {
    let special = settings.specialTokens.map { Array($0.utf8) }
    let characters = Alphabet(of: counter.words, limit: settings.alphabetLimit).characters
    guard special.count + characters.count <= settings.vocabularySize else {
      throw .vocabularyTooSmall(
        size: settings.vocabularySize, special: special.count, bytes: 0, characters: characters.count)
    }
    let words = PlainWords(counter.words, alphabet: characters)
    let seeds = UnigramSeeds(of: words, characters: characters, settings).pieces.filter { !special.contains($0.utf8) }
    var learner = UnigramLearner(words: words, pieces: seeds, settings, threads: counter.threads)
    learner.learn(down: settings.vocabularySize - special.count, progress: progress)
    return special.map { Piece(utf8: $0, score: 0) } + learner.best(settings.vocabularySize - special.count)
  }
}
