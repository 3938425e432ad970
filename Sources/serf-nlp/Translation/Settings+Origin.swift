internal import SerfModels
internal import SerfSettings

extension Settings {
  /// Asks for a network like that of `--from-model` as far as nobody says otherwise, and lets the settings of a vocabulary say
  /// what its vocabulary is, which comes with its weights.
  /// - Throws: `CommandError` where a user says something else of the vocabulary; `ModelError` where there is no such model.
  mutating func followOrigin() throws {
    guard let path = self[TranslationSettings.fromModel] else { return }
    let origin = try TranslationModel(contentsOf: path)
    for (setting, value) in Self.network(of: origin.configuration) where !isSaid(setting) {
      try set(setting.name, value)
    }
    for (setting, value) in Self.vocabulary(of: origin) {
      guard !saysOtherwise(setting) || scalar(of: setting).text == value else {
        throw CommandError.usage(
          "--\(setting.name) is \(scalar(of: setting).text), and the vocabulary of \(path), which comes with its weights, has "
            + "\(value); leave it out")
      }
      // A vocabulary may be smaller than any that can be asked for.
      try? set(setting.name, value)
    }
    try preferDefaults(of: TranslationSettings.self)
  }

  private static func network(of model: TranslationConfiguration) -> [(any AnySetting, String)] {
    typealias Names = TranslationSettings
    return [
      (Names.architecture, model.architecture.rawValue), (Names.activation, model.activation),
      (Names.layers, "\(model.encoderLayers)"), (Names.decoderLayers, "\(model.decoderLayers)"),
      (Names.modelWidth, "\(model.modelWidth)"), (Names.feedForwardWidth, "\(model.feedForwardWidth)"),
      (Names.gatedFeedForward, "\(model.gatedFeedForward)"), (Names.heads, "\(model.heads)"), (Names.norm, model.norm),
      (Names.positions, model.positions), (Names.tieEmbeddings, "\(model.tiedEmbeddings ?? true)"),
      (Names.maxTokens, "\(model.maxTokens)"), (TranslationDataSettings.sourceLanguage, model.sourceLanguage),
      (TranslationDataSettings.targetLanguage, model.targetLanguage),
    ]
  }

  private static func vocabulary(of model: TranslationModel) -> [(any AnySetting, String)] {
    typealias Names = TranslationSettings
    let form = model.preparation.form
    return [
      (Names.vocabularySize, "\(model.configuration.vocabularySize)"), (Names.textForm, form.text.rawValue),
      (Names.separateVocabularies, "\(model.configuration.sourceVocabularySize != nil)"),
    ] + (form.text == .moses ? [] : [(Names.lowercase, "\(form.ignoresCase)")])
  }
}
