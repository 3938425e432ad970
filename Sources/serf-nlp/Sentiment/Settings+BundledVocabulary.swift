internal import SerfSettings

extension Settings {
  /// The vocabulary that was trained on the bundled texts.
  static let bundledVocabulary = "reviews-en"

  /// Makes the bundled vocabulary the default of the bundled texts. As a setting it is saved with the model, so that
  /// `--config` and `--resume` take the same one.
  mutating func preferBundledVocabulary() throws(SettingError) {
    guard self[ClassificationDataSettings.train] == nil, self[SentimentSettings.fromModel] == nil,
      !isSaid(SentimentSettings.vocabulary), !isSaid(SentimentSettings.vocabularySize)
    else { return }
    try prefer(SentimentSettings.vocabulary.name, Self.bundledVocabulary)
  }
}
