package import SerfData
package import SerfSettings

/// What is needed to build a sentiment network again: `config.json`. Dropout rates are part of it, since they are the
/// network's; learning rates are not.
public struct SentimentConfiguration: Hashable, Codable, Sendable {
  public enum Architecture: String, CaseIterable, Codable, Sendable {
    case average
    case bilstm
    case transformer
  }

  /// Always "sentiment".
  public var task = "sentiment"
  public var architecture: Architecture
  public var activation: String
  /// The classes, in the order of the network's outputs.
  public var labels: [String]
  public var vocabularySize: Int
  public var layers: Int
  public var modelWidth: Int
  public var hiddenWidth: Int
  public var feedForwardWidth: Int
  public var heads: Int
  public var pooling: String
  public var norm: String
  public var pairBuckets: Int
  /// Longest text. Unit: tokens.
  public var maxTokens: Int
  public var dropout: Double
  public var embeddingDropout: Double
  public var wordDropout: Double
}

extension SentimentConfiguration: ClassifierConfiguration {
  package static var taskName: String { "sentiment" }

  package var architectureName: String { architecture.rawValue }

  /// The network that the settings ask for.
  package init(_ settings: Settings, labels: [String], vocabularySize: Int, patches: PatchLayout?) {
    typealias Names = SentimentSettings
    self.init(
      architecture: Architecture(rawValue: settings[Names.architecture]) ?? .average,
      activation: settings[Names.activation], labels: labels, vocabularySize: vocabularySize,
      layers: settings[Names.layers], modelWidth: settings[Names.modelWidth],
      hiddenWidth: settings[Names.hiddenWidth], feedForwardWidth: settings[Names.feedForwardWidth],
      heads: settings[Names.heads], pooling: settings[Names.pooling], norm: settings[Names.norm],
      pairBuckets: settings[Names.pairBuckets], maxTokens: settings[Names.maxTokens],
      dropout: settings[LearningSettings.dropout], embeddingDropout: settings[LearningSettings.embeddingDropout],
      wordDropout: settings[LearningSettings.wordDropout])
  }

  /// Makes sure that a configuration, which may come from a damaged or hostile file, describes a network.
  func validate() throws(ModelError) {
    try validateShared(hasHeads: architecture == .transformer)
    try check("pairBuckets", pairBuckets, 0...100_000_000)
    try check("pairBuckets × modelWidth", pairBuckets * modelWidth, 0...Self.largestSize)
  }
}
