internal import ArgumentParser
internal import SerfSettings

/// The network of sentiment classification, as options.
struct SentimentModelOptions: SettingOptions {
  @Option(SentimentSettings.architecture, of: SentimentSettings.self)
  var architecture: GivenSetting?

  @Option(SentimentSettings.activation, of: SentimentSettings.self)
  var activation: GivenSetting?

  @Option(SentimentSettings.layers, of: SentimentSettings.self)
  var layers: GivenSetting?

  @Option(SentimentSettings.modelWidth, of: SentimentSettings.self)
  var modelWidth: GivenSetting?

  @Option(SentimentSettings.feedForwardWidth, of: SentimentSettings.self)
  var feedForwardWidth: GivenSetting?

  @Option(SentimentSettings.heads, of: SentimentSettings.self)
  var heads: GivenSetting?

  @Option(SentimentSettings.hiddenWidth, of: SentimentSettings.self)
  var hiddenWidth: GivenSetting?

  @Option(SentimentSettings.pooling, of: SentimentSettings.self)
  var pooling: GivenSetting?

  @Option(SentimentSettings.norm, of: SentimentSettings.self)
  var norm: GivenSetting?

  @Option(SentimentSettings.pairBuckets, of: SentimentSettings.self)
  var pairBuckets: GivenSetting?

  @Option(SentimentSettings.embeddings, of: SentimentSettings.self)
  var embeddings: GivenSetting?

  @Option(SentimentSettings.wordEpochs, of: SentimentSettings.self)
  var wordEpochs: GivenSetting?

  @Option(SentimentSettings.wordOdds, of: SentimentSettings.self)
  var wordOdds: GivenSetting?

  @Option(SentimentSettings.fromModel, of: SentimentSettings.self)
  var fromModel: GivenSetting?
}

extension SentimentModelOptions {
  var given: [GivenSetting] {
    [
      architecture, activation, layers, modelWidth, feedForwardWidth, heads, hiddenWidth, pooling, norm, pairBuckets,
      embeddings, wordEpochs, wordOdds, fromModel,
    ].compactMap(\.self)
  }
}
