internal import ArgumentParser
internal import SerfSettings

/// The network and the vocabulary of translation, as options.
struct TranslationModelOptions: SettingOptions {
  @Option(TranslationSettings.architecture, of: TranslationSettings.self)
  var architecture: GivenSetting?

  @Option(TranslationSettings.activation, of: TranslationSettings.self)
  var activation: GivenSetting?

  @Option(TranslationSettings.layers, of: TranslationSettings.self)
  var layers: GivenSetting?

  @Option(TranslationSettings.decoderLayers, of: TranslationSettings.self)
  var decoderLayers: GivenSetting?

  @Option(TranslationSettings.modelWidth, of: TranslationSettings.self)
  var modelWidth: GivenSetting?

  @Option(TranslationSettings.feedForwardWidth, of: TranslationSettings.self)
  var feedForwardWidth: GivenSetting?

  @Flag(TranslationSettings.gatedFeedForward, of: TranslationSettings.self)
  var gatedFeedForward: Bool?

  @Option(TranslationSettings.heads, of: TranslationSettings.self)
  var heads: GivenSetting?

  @Option(TranslationSettings.norm, of: TranslationSettings.self)
  var norm: GivenSetting?

  @Option(TranslationSettings.positions, of: TranslationSettings.self)
  var positions: GivenSetting?

  @Flag(TranslationSettings.tieEmbeddings, of: TranslationSettings.self)
  var tieEmbeddings: Bool?

  @Option(TranslationSettings.attentionDropout, of: TranslationSettings.self)
  var attentionDropout: GivenSetting?

  @Option(TranslationSettings.feedForwardDropout, of: TranslationSettings.self)
  var feedForwardDropout: GivenSetting?

  @Option(TranslationSettings.fromModel, of: TranslationSettings.self)
  var fromModel: GivenSetting?

  @Option(TranslationSettings.vocabulary, of: TranslationSettings.self)
  var vocabulary: GivenSetting?

  @Option(TranslationSettings.vocabularySize, of: TranslationSettings.self)
  var vocabularySize: GivenSetting?

  @Flag(TranslationSettings.separateVocabularies, of: TranslationSettings.self)
  var separateVocabularies: Bool?

  @Flag(TranslationSettings.lowercase, of: TranslationSettings.self)
  var lowercase: Bool?

  @Option(TranslationSettings.textForm, of: TranslationSettings.self)
  var textForm: GivenSetting?

  @Option(TranslationSettings.bpeDropout, of: TranslationSettings.self)
  var bpeDropout: GivenSetting?

  @Option(TranslationSettings.maxTokens, of: TranslationSettings.self)
  var maxTokens: GivenSetting?
}

extension TranslationModelOptions {
  var given: [GivenSetting] {
    [
      architecture, activation, layers, decoderLayers, modelWidth, feedForwardWidth,
      GivenSetting(TranslationSettings.gatedFeedForward, gatedFeedForward), heads, norm, positions,
      GivenSetting(TranslationSettings.tieEmbeddings, tieEmbeddings), attentionDropout, feedForwardDropout, fromModel,
      vocabulary, vocabularySize, GivenSetting(TranslationSettings.separateVocabularies, separateVocabularies),
      GivenSetting(TranslationSettings.lowercase, lowercase), textForm, bpeDropout, maxTokens,
    ].compactMap(\.self)
  }
}
