import SerfNN
package import SerfSettings

/// What is needed to build a translation network again: `config.json`.
public struct TranslationConfiguration: Hashable, Codable, Sendable {
  public enum Architecture: String, CaseIterable, Codable, Sendable {
    case transformer
    /// A bidirectional LSTM, and one that looks at its states and is fed what it made of them.
    case lstm
  }

  /// "translation", always.
  public static let taskName = "translation"

  public var task = Self.taskName
  public var architecture: Architecture
  public var activation: String
  public var sourceLanguage: String
  public var targetLanguage: String
  /// Of the translations, and of the sources where these have none of their own.
  public var vocabularySize: Int
  /// Of the sources; nil where one vocabulary serves both.
  public var sourceVocabularySize: Int?
  public var encoderLayers: Int
  public var decoderLayers: Int
  public var modelWidth: Int
  public var feedForwardWidth: Int
  public var gatedFeedForward: Bool
  public var heads: Int
  public var norm: String
  public var positions: String
  /// Whether sources, targets and the output layer share a table; nil is yes.
  public var tiedEmbeddings: Bool?
  /// Longest sentence, on either side. Unit: tokens.
  public var maxTokens: Int
  /// Longest source that it has learned from; nil where it is not known. Unit: tokens.
  public var longestSource: Int?
  public var dropout: Double
  /// Of attention weights; nil is `dropout`.
  public var attentionDropout: Double?
  /// Of the activation's values; nil is `dropout`.
  public var feedForwardDropout: Double?
  public var embeddingDropout: Double
  public var wordDropout: Double
  /// nil is plain.
  public var textForm: TextForm?
}

extension TranslationConfiguration {
  /// The network that the settings ask for.
  /// - Parameter textForm: of a vocabulary that was there before; nil is what the settings say.
  package init(
    _ settings: Settings, vocabularySize: Int, sourceVocabularySize: Int? = nil, textForm: TextForm? = nil
  ) {
    typealias Names = TranslationSettings
    self.init(
      architecture: Architecture(rawValue: settings[Names.architecture]) ?? .transformer,
      activation: settings[Names.activation], sourceLanguage: settings[TranslationDataSettings.sourceLanguage],
      targetLanguage: settings[TranslationDataSettings.targetLanguage], vocabularySize: vocabularySize,
      sourceVocabularySize: sourceVocabularySize,
      encoderLayers: settings[Names.layers],
      decoderLayers: settings[Names.decoderLayers] ?? settings[Names.layers], modelWidth: settings[Names.modelWidth],
      feedForwardWidth: settings[Names.feedForwardWidth], gatedFeedForward: settings[Names.gatedFeedForward],
      heads: settings[Names.heads], norm: settings[Names.norm], positions: settings[Names.positions],
      tiedEmbeddings: settings[Names.tieEmbeddings],
      maxTokens: settings[Names.maxTokens], dropout: settings[LearningSettings.dropout],
      attentionDropout: settings[Names.attentionDropout], feedForwardDropout: settings[Names.feedForwardDropout],
      embeddingDropout: settings[LearningSettings.embeddingDropout],
      wordDropout: settings[LearningSettings.wordDropout],
      textForm: textForm ?? TextForm(rawValue: settings[Names.textForm]))
  }

  /// Sizes beyond this are damage, not a wish: 2³¹ numbers.
  private static let largestSize = 1 << 31

  /// Makes sure that a configuration, which may come from a damaged or hostile file, describes a network.
  func validate() throws(ModelError) {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(ModelError) {
      guard range.contains(value) else { throw .badConfiguration(name, found: "\(value)", expected: "\(range)") }
    }
    guard task == Self.taskName else { throw .otherTask(task, expected: Self.taskName) }
    try check("vocabularySize", vocabularySize, 1...100_000_000)
    try check("encoderLayers", encoderLayers, 1...256)
    try check("decoderLayers", decoderLayers, 1...256)
    try check("modelWidth", modelWidth, 1...65_536)
    try check("feedForwardWidth", feedForwardWidth, 1...262_144)
    try check("heads", heads, 1...1_024)
    try check("maxTokens", maxTokens, 2...65_536)
    try check("longestSource", longestSource ?? 1, 0...65_536)
    try check("vocabularySize × modelWidth", vocabularySize * modelWidth, 1...Self.largestSize)
    if let sourceVocabularySize {
      try check("sourceVocabularySize", sourceVocabularySize, 1...100_000_000)
      try check("sourceVocabularySize × modelWidth", sourceVocabularySize * modelWidth, 1...Self.largestSize)
    }
    try check("maxTokens × modelWidth", maxTokens * modelWidth, 1...Self.largestSize)
    guard modelWidth % heads == 0 else {
      throw .badConfiguration("heads", found: "\(heads)", expected: "a divisor of the model width \(modelWidth)")
    }
    guard architecture == .transformer || modelWidth % 2 == 0 else {
      throw .badConfiguration(
        "modelWidth", found: "\(modelWidth)", expected: "an even number, half of it for each direction of an LSTM")
    }
    let rates = [dropout, attentionDropout ?? 0, feedForwardDropout ?? 0, embeddingDropout, wordDropout]
    guard rates.allSatisfy({ $0 >= 0 && $0 < 1 }) else {
      throw .badConfiguration("dropout", found: "a rate outside of 0 ..< 1", expected: "rates in 0 ..< 1")
    }
    guard NormPlacement(rawValue: norm) != nil else {
      throw .badConfiguration("norm", found: norm, expected: "pre or post")
    }
    guard PositionKind(rawValue: positions) != nil else {
      throw .badConfiguration("positions", found: positions, expected: "sinusoidal or learned")
    }
  }
}

extension TranslationConfiguration {
  /// Of a transformer's blocks.
  var blockDropout: BlockDropout {
    BlockDropout(
      Float(dropout), attention: attentionDropout.map { Float($0) }, feedForward: feedForwardDropout.map { Float($0) })
  }

  /// Where an LSTM stands it knows without being told.
  var positionKind: PositionKind? {
    switch architecture {
    case .transformer: PositionKind(rawValue: positions) ?? .sinusoidal
    case .lstm: nil
    }
  }
}
