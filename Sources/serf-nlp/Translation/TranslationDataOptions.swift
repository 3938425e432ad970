internal import ArgumentParser
internal import SerfSettings

/// Which sentence pairs a translation model learns from, as options.
struct TranslationDataOptions: SettingOptions {
  @Option(TranslationDataSettings.train, of: TranslationSettings.self)
  var train: GivenSetting?

  @Option(TranslationDataSettings.source, of: TranslationSettings.self)
  var source: GivenSetting?

  @Option(TranslationDataSettings.target, of: TranslationSettings.self)
  var target: GivenSetting?

  @Option(TranslationDataSettings.dev, of: TranslationSettings.self)
  var dev: GivenSetting?

  @Option(TranslationDataSettings.devSource, of: TranslationSettings.self)
  var devSource: GivenSetting?

  @Option(TranslationDataSettings.devTarget, of: TranslationSettings.self)
  var devTarget: GivenSetting?

  @Option(TranslationDataSettings.test, of: TranslationSettings.self)
  var test: GivenSetting?

  @Option(TranslationDataSettings.testSource, of: TranslationSettings.self)
  var testSource: GivenSetting?

  @Option(TranslationDataSettings.testTarget, of: TranslationSettings.self)
  var testTarget: GivenSetting?

  @Option(TranslationDataSettings.sourceLanguage, of: TranslationSettings.self)
  var sourceLanguage: GivenSetting?

  @Option(TranslationDataSettings.targetLanguage, of: TranslationSettings.self)
  var targetLanguage: GivenSetting?

  @Flag(TranslationDataSettings.lossy, of: TranslationSettings.self)
  var lossy: Bool?
}

extension TranslationDataOptions {
  var given: [GivenSetting] {
    [
      train, source, target, dev, devSource, devTarget, test, testSource, testTarget, sourceLanguage, targetLanguage,
      GivenSetting(TranslationDataSettings.lossy, lossy),
    ].compactMap(\.self)
  }
}
