/// Learns a ``BytePair`` vocabulary from any number of texts.
///
/// Words (the pre-tokenizer's pieces) are counted first, then the commonest pair of neighbouring tokens is merged, again
/// and again. Ties are broken as Hugging Face does: the higher count first, then the smaller pair of ids, left before
/// right. The result depends on the words and their counts alone.
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

    public init(
      vocabularySize: Int = 8000, minimumFrequency: Int = 2,
      specialTokens: [String] = [SpecialToken.padding, SpecialToken.beginning, SpecialToken.end],
      alphabetLimit: Int? = nil
    ) {
      self.vocabularySize = vocabularySize
      self.minimumFrequency = minimumFrequency
      self.specialTokens = specialTokens
      self.alphabetLimit = alphabetLimit
    }
  }

  public let settings: Settings
  public let normalizer: (any Normalizer)?
  public let preTokenizer: (any PreTokenizer)?
  /// What has been read so far.
  public private(set) var report = TrainingTextReport()
  private var words = WordCounts()

  /// - Parameters:
  ///   - normalizer: NFC by default.
  ///   - preTokenizer: ``ICUWords`` of the root locale by default.
  /// - Throws: ``TokenizerError/Code/badSetting`` for settings out of range.
  public init(
    settings: Settings = Settings(), normalizer: (any Normalizer)? = UnicodeNormalization(.nfc),
    preTokenizer: (any PreTokenizer)? = nil
  ) throws(TokenizerError) {
    try Self.check(settings)
    self.settings = settings
    self.normalizer = normalizer
    if let preTokenizer { self.preTokenizer = preTokenizer } else { self.preTokenizer = try ICUWords() }
  }

  private static func check(_ settings: Settings) throws(TokenizerError) {
    guard (1...Int(Int32.max)).contains(settings.vocabularySize) else {
      throw .badSetting("vocabularySize", found: "\(settings.vocabularySize)", expected: "1 to \(Int32.max)")
    }
    guard settings.minimumFrequency >= 1 else {
      throw .badSetting("minimumFrequency", found: "\(settings.minimumFrequency)", expected: "1 or more")
    }
    guard settings.alphabetLimit ?? 0 >= 0 else {
      throw .badSetting("alphabetLimit", found: "\(settings.alphabetLimit ?? 0)", expected: "0 or more")
    }
    for token in settings.specialTokens where token.unicodeScalars.count < 2 {
      throw .badSetting(
        "a special token", found: TokenizerError.quoted(Array(token.utf8)),
        expected: "at least two characters, so that no character of a text is one")
    }
  }
}

// MARK: - Reading
extension BytePairTrainer {
  /// Counts the words of one line.
  public mutating func add(_ line: String) throws(TokenizerError) { try add(validUTF8: Array(line.utf8)) }

  /// Counts the words of lines.
  public mutating func add(_ lines: some Sequence<String>) throws(TokenizerError) {
    for line in lines { try add(line) }
  }

  /// Counts the words of one line given as bytes.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public mutating func add(utf8: Span<UInt8>) throws(TokenizerError) { try add(validUTF8: UTF8Check.validated(utf8)) }

  /// Counts the words of one line given as bytes.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public mutating func add(utf8: [UInt8]) throws(TokenizerError) { try add(utf8: utf8.span) }

  /// Counts the words of a text file, line by line in bounded memory. Line ends (LF or CR LF) are not part of a line.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``, or
  ///   ``TokenizerError/Code/invalidUTF8`` with file and line.
  public mutating func add(contentsOf path: String) throws(TokenizerError) {
    var reader = try LineReader(path: path)
    var number = 0
    var offset = 0
    while let line = try reader.next() {
      number += 1
      do throws(TokenizerError) {
        try add(utf8: line)
      } catch {
        throw error.onLine(number, startingAt: offset).inFile(path)
      }
      offset = reader.offset
    }
  }

  private mutating func add(validUTF8 utf8: [UInt8]) throws(TokenizerError) {
    report.lines += 1
    report.bytes += utf8.count
    var text = NormalizedText(validUTF8: utf8)
    try normalizer?.normalize(&text)
    var pieces = PreTokenizedText(text)
    try preTokenizer?.preTokenize(&pieces)
    let span = pieces.text.utf8.span
    for piece in pieces.pieces { words.add(span.extracting(piece), count: 1) }
    report.words += pieces.pieces.count
    report.distinctWords = words.count
  }
}

// MARK: - Training
extension BytePairTrainer {
  /// Learns a model from what was read.
  public func trainModel() throws(TokenizerError) -> BytePair {
    var learner = try BytePairLearner(words: words, settings: settings)
    learner.learn()
    return try learner.model()
  }

  /// Learns a whole tokenizer: this trainer's normaliser and pre-tokenizer, the model, and a decoder.
  /// - Parameter postProcessor: by default `<s> A </s>` and `<s> A </s> B </s>`, of the two as far as they are among
  ///   the special tokens.
  public func train(postProcessor: (any PostProcessor)? = nil) throws(TokenizerError) -> Tokenizer {
    let model = try trainModel()
    let special = settings.specialTokens.enumerated().map { SpecialToken($1, id: Int32($0)) }
    func token(_ spelling: String) -> SpecialToken? { special.first { $0.utf8 == Array(spelling.utf8) } }
    let template = TemplateProcessing(beginning: token(SpecialToken.beginning), end: token(SpecialToken.end))
    return try Tokenizer(
      model: model, normalizer: normalizer, preTokenizer: preTokenizer, postProcessor: postProcessor ?? template,
      decoder: DecoderSequence([ByteFallback(), Fuse()]), specialTokens: special)
  }
}
