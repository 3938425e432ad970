import SerfModels
import SerfNN
import SerfSettings

/// The networks of `peers/train_sentiment.py` in our settings.
enum PeerSizes {
  static let vocabularySize = 8000
  static let width = 256
  static let hidden = 256
  static let layers = 2
  static let heads = 4
  static let innerWidth = 4 * width
  static let batch = 64
  static let longestText = 64
  static let pairBuckets = 100_000
  static let learningRate = 1e-3
  static let clipNorm = 1.0

  typealias Architecture = SentimentConfiguration.Architecture

  static func configuration(_ architecture: Architecture, activation: String) -> SentimentConfiguration {
    typealias Names = SentimentSettings
    var settings = Settings(SentimentSettings.list)
    settings[Names.architecture] = architecture.rawValue
    settings[Names.activation] = activation
    settings[Names.layers] = layers
    settings[Names.modelWidth] = width
    settings[Names.hiddenWidth] = hidden
    settings[Names.heads] = heads
    settings[Names.maxTokens] = longestText
    settings[LearningSettings.wordDropout] = 0
    switch architecture {
    case .average:
      settings[Names.pairBuckets] = pairBuckets
      settings[LearningSettings.dropout] = 0.1
      settings[LearningSettings.embeddingDropout] = 0
    case .bilstm:
      settings[Names.feedForwardWidth] = hidden
      settings[Names.pooling] = PoolingMethod.maxMean.rawValue
      settings[LearningSettings.dropout] = 0.3
      settings[LearningSettings.embeddingDropout] = 0.3
    case .transformer:
      settings[Names.feedForwardWidth] = innerWidth
      settings[Names.pooling] = PoolingMethod.mean.rawValue
      settings[Names.norm] = NormPlacement.pre.rawValue
      settings[LearningSettings.dropout] = 0.1
      settings[LearningSettings.embeddingDropout] = 0
    }
    return SentimentConfiguration(settings, labels: ["negative", "positive"], vocabularySize: vocabularySize)
  }

  /// What our network does that the peer's does not.
  static func extraWork(_ architecture: Architecture) -> String {
    switch architecture {
    case .average: "no peer"
    case .bilstm: "dropout of the last LSTM layer's states and of the pooled vector"
    case .transformer: "a last norm, dropout of the pooled vector, and a dense block 256 to 1024 with the activation"
    }
  }
}
