/// Learns a whole tokenizer of one of the usual kinds: the stages that belong together, and the model.
public struct TokenizerTrainer: Sendable {
  /// The kinds, by the names that commands know them by.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Byte-pair merges inside the words of ICU, with byte tokens for rare characters. Decodes to the normalised text.
    case icuWords = "icu-words"
    /// GPT-2's: byte-pair merges of bytes inside its own words. Decodes to the very text.
    case byteLevel = "byte-level"
    /// Llama 2's: byte-pair merges of text whose blanks are marks, with byte tokens.
    case metaspace
    /// BERT's: the longest piece first, words cut at blanks and punctuation.
    case wordPiece = "wordpiece"
    /// T5's: the most probable pieces of text whose blanks are marks.
    case unigram

    /// The special tokens of those who made each kind known.
    public var specialTokens: [String] {
      switch self {
      case .icuWords: [SpecialToken.padding, SpecialToken.beginning, SpecialToken.end]
      case .byteLevel: ["<|endoftext|>"]
      case .metaspace, .unigram: [SpecialToken.unknown, SpecialToken.beginning, SpecialToken.end]
      case .wordPiece: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
      }
    }
  }

  private enum Learner: Sendable {
    case bytePair(BytePairTrainer, (any TokenDecoder)?)
    case wordPiece(WordPieceTrainer)
    case unigram(UnigramTrainer)
  }

  public let kind: Kind
  private var learner: Learner

  /// - Parameters:
  ///   - specialTokens: empty takes those of the kind.
  ///   - lowercases: whether all text is turned into small letters first.
  /// - Throws: ``TokenizerError/Code/badSetting`` for settings out of range, or special tokens without the kind's token
  ///   for what is unknown.
  public init(
    _ kind: Kind, vocabularySize: Int = 8000, minimumFrequency: Int = 2, specialTokens: [String] = [],
    alphabetLimit: Int? = nil, lowercases: Bool = false
  ) throws(TokenizerError) {
    self.kind = kind
    let special = specialTokens.isEmpty ? kind.specialTokens : specialTokens
    func normalizer(_ form: UnicodeNormalization.Form?) -> (any Normalizer)? {
      let stages: [any Normalizer] = (form.map { [UnicodeNormalization($0)] } ?? []) + (lowercases ? [Lowercase()] : [])
      return stages.count > 1 ? NormalizerSequence(stages) : stages.first
    }
    var merges = BytePairTrainer.Settings(
      vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, specialTokens: special,
      alphabetLimit: alphabetLimit)
    switch kind {
    case .icuWords:
      learner = .bytePair(try BytePairTrainer(settings: merges, normalizer: normalizer(.nfc)), nil)
    case .byteLevel:
      merges.byteTokens = false
      merges.initialAlphabet = ByteAlphabet.spellings.map { Character(String(decoding: $0, as: UTF8.self)) }
      let words = ByteLevel(addsPrefixSpace: false)
      learner = .bytePair(
        try BytePairTrainer(settings: merges, normalizer: normalizer(nil), preTokenizer: words), ByteLevelDecoder())
    case .metaspace:
      let decoder = DecoderSequence([
        ReplaceDecoder(TextPattern(literal: "▁"), with: " "), ByteFallback(), Fuse(), StripDecoder(" ", atStart: 1),
      ])
      learner = .bytePair(
        try BytePairTrainer(settings: merges, normalizer: normalizer(.nfc), preTokenizer: Metaspace()), decoder)
    case .wordPiece:
      try Self.check("[UNK]", isAmong: special)
      let settings = WordPieceTrainer.Settings(
        vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, specialTokens: special,
        alphabetLimit: alphabetLimit)
      learner = .wordPiece(
        try WordPieceTrainer(
          settings: settings, normalizer: BertNormalizer(lowercases: lowercases), preTokenizer: BertPreTokenizer()))
    case .unigram:
      try Self.check(SpecialToken.unknown, isAmong: special)
      let settings = UnigramTrainer.Settings(
        vocabularySize: vocabularySize, specialTokens: special, alphabetLimit: alphabetLimit)
      learner = .unigram(
        try UnigramTrainer(settings: settings, normalizer: normalizer(.nfkc), preTokenizer: Metaspace()))
    }
  }

  /// Extends a byte-pair tokenizer, as ``BytePairTrainer/init(extending:vocabularySize:minimumFrequency:alphabetLimit:)``
  /// does.
  public init(
    extending tokenizer: Tokenizer, vocabularySize: Int, minimumFrequency: Int = 2, alphabetLimit: Int? = nil
  ) throws(TokenizerError) {
    kind = .icuWords
    learner = .bytePair(
      try BytePairTrainer(
        extending: tokenizer, vocabularySize: vocabularySize, minimumFrequency: minimumFrequency,
        alphabetLimit: alphabetLimit), nil)
  }

  private static func check(_ token: String, isAmong special: [String]) throws(TokenizerError) {
    guard !special.contains(where: { Array($0.utf8) == Array(token.utf8) }) else { return }
    throw .badSetting("the special tokens", found: special.joined(separator: ", "), expected: "\(token) among them")
  }
}

// MARK: - Reading and learning
extension TokenizerTrainer {
  /// Reads the texts and counts their words.
  public var counter: WordCounter {
    get {
      switch learner {
      case .bytePair(let trainer, _): trainer.counter
      case .wordPiece(let trainer): trainer.counter
      case .unigram(let trainer): trainer.counter
      }
    }
    set {
      switch learner {
      case .bytePair(var trainer, let decoder):
        trainer.counter = newValue
        learner = .bytePair(trainer, decoder)
      case .wordPiece(var trainer):
        trainer.counter = newValue
        learner = .wordPiece(trainer)
      case .unigram(var trainer):
        trainer.counter = newValue
        learner = .unigram(trainer)
      }
    }
  }

  /// What has been read so far.
  public var report: TrainingTextReport { counter.report }

  /// Learns the tokenizer.
  /// - Parameter progress: is told the number of tokens now and then.
  public func train(progress: (Int) -> Void = { _ in }) throws(TokenizerError) -> Tokenizer {
    switch learner {
    case .bytePair(let trainer, let decoder): try trainer.train(decoder: decoder, progress: progress)
    case .wordPiece(let trainer): try Self.tokenizer(trainer, progress)
    case .unigram(let trainer): try Self.tokenizer(trainer, progress)
    }
  }

  private static func specialTokens(_ spellings: [String]) -> [SpecialToken] {
    spellings.enumerated().map { SpecialToken($1, id: Int32($0)) }
  }

  private static func token(_ spelling: String, among tokens: [SpecialToken]) -> SpecialToken? {
    tokens.first { $0.utf8 == Array(spelling.utf8) }
  }

  private static func tokenizer(
    _ trainer: WordPieceTrainer, _ progress: (Int) -> Void
  ) throws(TokenizerError) -> Tokenizer {
    let special = specialTokens(trainer.settings.specialTokens)
    let unknown = token("[UNK]", among: special)?.id ?? 0
    let model = try WordPiece(
      vocabulary: trainer.trainVocabulary(progress: progress), unknownToken: unknown,
      continuingPrefix: trainer.settings.continuingPrefix)
    var processor: (any PostProcessor)?
    if let first = token("[CLS]", among: special), let separator = token("[SEP]", among: special) {
      processor = BertProcessing(classification: first, separator: separator)
    }
    return try Tokenizer(
      model: model, normalizer: trainer.counter.normalizer, preTokenizer: trainer.counter.preTokenizer,
      postProcessor: processor, decoder: WordPieceDecoder(prefix: trainer.settings.continuingPrefix),
      specialTokens: special)
  }

  private static func tokenizer(
    _ trainer: UnigramTrainer, _ progress: (Int) -> Void
  ) throws(TokenizerError) -> Tokenizer {
    let special = specialTokens(trainer.settings.specialTokens)
    let pieces = try trainer.trainPieces(progress: progress)
    let model = try Unigram(
      vocabulary: Vocabulary(pieces.map(\.utf8)), scores: pieces.map(\.score),
      unknownToken: token(SpecialToken.unknown, among: special)?.id)
    return try Tokenizer(
      model: model, normalizer: trainer.counter.normalizer, preTokenizer: trainer.counter.preTokenizer,
      postProcessor: TemplateProcessing(
        beginning: token(SpecialToken.beginning, among: special), end: token(SpecialToken.end, among: special)),
      decoder: MetaspaceDecoder(), specialTokens: special)
  }
}
