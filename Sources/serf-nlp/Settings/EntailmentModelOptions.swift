internal import ArgumentParser
internal import SerfSettings

/// The network of entailment, as options.
struct EntailmentModelOptions: SettingOptions {
  @Option(EntailmentSettings.architecture, of: EntailmentSettings.self)
  var architecture: GivenSetting?

  @Option(EntailmentSettings.activation, of: EntailmentSettings.self)
  var activation: GivenSetting?

  @Option(EntailmentSettings.layers, of: EntailmentSettings.self)
  var layers: GivenSetting?

  @Option(EntailmentSettings.modelWidth, of: EntailmentSettings.self)
  var modelWidth: GivenSetting?

  @Option(EntailmentSettings.feedForwardWidth, of: EntailmentSettings.self)
  var feedForwardWidth: GivenSetting?

  @Option(EntailmentSettings.denseLayers, of: EntailmentSettings.self)
  var denseLayers: GivenSetting?

  @Option(EntailmentSettings.heads, of: EntailmentSettings.self)
  var heads: GivenSetting?

  @Option(EntailmentSettings.hiddenWidth, of: EntailmentSettings.self)
  var hiddenWidth: GivenSetting?

  @Option(EntailmentSettings.pooling, of: EntailmentSettings.self)
  var pooling: GivenSetting?

  @Option(EntailmentSettings.norm, of: EntailmentSettings.self)
  var norm: GivenSetting?

  @Flag(EntailmentSettings.matchFeatures, of: EntailmentSettings.self)
  var matchFeatures: Bool?

  @Option(EntailmentSettings.fusion, of: EntailmentSettings.self)
  var fusion: GivenSetting?

  @Option(EntailmentSettings.imageSize, of: EntailmentSettings.self)
  var imageSize: GivenSetting?

  @Option(EntailmentSettings.patchSize, of: EntailmentSettings.self)
  var patchSize: GivenSetting?

  @Option(EntailmentSettings.embeddings, of: EntailmentSettings.self)
  var embeddings: GivenSetting?

  @Option(EntailmentSettings.fromModel, of: EntailmentSettings.self)
  var fromModel: GivenSetting?
}

extension EntailmentModelOptions {
  var given: [GivenSetting] {
    [
      architecture, activation, layers, modelWidth, feedForwardWidth, denseLayers, heads, hiddenWidth, pooling, norm,
      GivenSetting(EntailmentSettings.matchFeatures, matchFeatures), fusion, imageSize, patchSize, embeddings,
      fromModel,
    ].compactMap(\.self)
  }
}
