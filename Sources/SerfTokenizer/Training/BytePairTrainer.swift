/// Learns a ``BytePair`` vocabulary from any number of texts.
///
/// Words (the pre-tokenizer's pieces) are counted first, then the commonest pair of neighbouring tokens is merged, again
/// and again. Ties are broken as Hugging Face does: the higher count first, then the smaller pair of ids, left before
/// right. The result depends on the words and their counts alone, never on threads or on the order of the texts.
public struct BytePairTrainer: Sendable {
  /// What the vocabulary is to be.
  public struct Settings: Hashable, Sendable {
    /// Ids in all: special tokens, byte tokens, characters, merges. Fewer result when no pair is left that occurs
    /// often enough.
    public var vocabularySize = 8000
    /// How often a pair must occur to be merged.
    public var minimumFrequency = 2
    /// They get the first ids, in this order.
    public var specialTokens = [SpecialToken.padding, SpecialToken.beginning, SpecialToken.end]
    /// How many characters at most get a token of their own: the commonest, of equally common ones the smaller code
    /// points. The others become bytes, and no merge reaches across them. nil is no limit.
    public var alphabetLimit: Int?
    /// Whether the 256 byte tokens are in the vocabulary, so that nothing is unknown. A pre-tokenizer that writes bytes
    /// as characters needs none.
    public var byteTokens = true
    /// Characters that get a token in any case, before the limit counts: all 256 of a byte-level alphabet, say.
    public var initialAlphabet: [Character] = []

    public init(
      vocabularySize: Int = 8000, minimumFrequency: Int = 2,
      specialTokens: [String] = [SpecialToken.padding, SpecialToken.beginning, SpecialToken.end],
      alphabetLimit: Int? = nil, byteTokens: Bool = true, initialAlphabet: [Character] = []
    ) {
      self.vocabularySize = vocabularySize
      self.minimumFrequency = minimumFrequency
      self.specialTokens = specialTokens
      self.alphabetLimit = alphabetLimit
      self.byteTokens = byteTokens
      self.initialAlphabet = initialAlphabet
    }
  }

  public let settings: Settings
  /// Reads the texts and counts their words.
  public var counter: WordCounter
  /// The vocabulary that is extended.
  let base: ExtendedVocabulary?

  /// What has been read so far.
  public var report: TrainingTextReport { counter.report }
  public var normalizer: (any Normalizer)? { counter.normalizer }
  public var preTokenizer: (any PreTokenizer)? { counter.preTokenizer }

  /// - Parameters:
  ///   - normalizer: NFC by default.
  ///   - preTokenizer: ``ICUWords`` of the root locale by default.
  /// - Throws: ``TokenizerError/Code/badSetting`` for settings out of range.
  public init(
    settings: Settings = Settings(), normalizer: (any Normalizer)? = UnicodeNormalization(.nfc),
    preTokenizer: (any PreTokenizer)? = nil
  ) throws(TokenizerError) {
    try settings.check()
    self.settings = settings
    base = nil
    let words: any PreTokenizer = if let preTokenizer { preTokenizer } else { try ICUWords() }
    counter = WordCounter(normalizer: normalizer, preTokenizer: words)
  }

  /// Extends a tokenizer: all its ids and merges stay, new characters and merges follow.
  /// - Parameters:
  ///   - tokenizer: its normaliser and pre-tokenizer cut the texts, and its model is a ``BytePair``.
  ///   - vocabularySize: ids in all, old and new.
  /// - Throws: ``TokenizerError/Code/badSetting`` for a size that leaves no room, ``TokenizerError/Code/unsupported`` for
  ///   another kind of model.
  public init(
    extending tokenizer: Tokenizer, vocabularySize: Int, minimumFrequency: Int = 2, alphabetLimit: Int? = nil
  ) throws(TokenizerError) {
    let settings = Settings(
      vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, specialTokens: [],
      alphabetLimit: alphabetLimit, byteTokens: false)
    try settings.check()
    guard vocabularySize > tokenizer.vocabularySize else {
      throw .badSetting(
        "vocabularySize", found: "\(vocabularySize)",
        expected: "more than the \(tokenizer.vocabularySize) that there are")
    }
    self.settings = settings
    base = try ExtendedVocabulary(of: tokenizer)
    counter = WordCounter(normalizer: tokenizer.normalizer, preTokenizer: tokenizer.preTokenizer)
  }
}

extension BytePairTrainer.Settings {
  func check() throws(TokenizerError) {
    try TrainingSettings.check(vocabularySize: vocabularySize)
    try TrainingSettings.check(minimumFrequency: minimumFrequency)
    try TrainingSettings.check(alphabetLimit: alphabetLimit)
    try TrainingSettings.check(specialTokens: specialTokens)
  }
}

// MARK: - Reading
extension BytePairTrainer {
  /// Counts the words of one line.
  public mutating func add(_ line: String) throws(TokenizerError) { try counter.add(line) }

  /// Counts the words of lines.
  public mutating func add(_ lines: some Sequence<String>) throws(TokenizerError) {
    for line in lines { try counter.add(line) }
  }

  /// Counts the words of one line given as bytes.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public mutating func add(utf8: Span<UInt8>) throws(TokenizerError) { try counter.add(utf8: utf8) }

  /// Counts the words of one line given as bytes.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public mutating func add(utf8: [UInt8]) throws(TokenizerError) { try counter.add(utf8: utf8.span) }

  /// Counts the words of a text file, in bounded memory. Line ends (LF or CR LF) are not part of a line.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``, or
  ///   ``TokenizerError/Code/invalidUTF8`` with file and line.
  public mutating func add(contentsOf path: String) throws(TokenizerError) { try counter.add(contentsOf: [path]) }
}
