import SerfModels
import SerfSettings

extension SentimentConfiguration {
  /// A small network of two layers, with dropout of every kind.
  static func small(
    _ architecture: Architecture, labels: [String] = ["bad", "good", "mixed"], vocabularySize: Int = 60
  ) -> SentimentConfiguration {
    var configuration = SentimentConfiguration(
      Settings(SentimentSettings.list), labels: labels, vocabularySize: vocabularySize)
    configuration.architecture = architecture
    (configuration.layers, configuration.heads) = (2, 2)
    (configuration.modelWidth, configuration.hiddenWidth, configuration.feedForwardWidth) = (8, 6, 12)
    (configuration.pairBuckets, configuration.maxTokens) = (40, 60)
    (configuration.dropout, configuration.embeddingDropout, configuration.wordDropout) = (0.2, 0.1, 0.1)
    return configuration
  }
}
