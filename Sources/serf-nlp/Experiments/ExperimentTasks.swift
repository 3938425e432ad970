internal import SerfCorpora
internal import SerfExperiments
internal import SerfSettings
internal import SerfTraining

/// The tasks that an experiment can be about, with the files that this installation has.
enum ExperimentTasks {
  static let all: [any ExperimentTask] = [
    ClassificationExperiment.sentiment(
      sources: { settings in
        try ClassificationSources(settings, of: SentimentSettings.self) { try SerfCorpora.sentiment($0) }
      },
      prefer: { (settings) throws(SettingError) in try settings.preferBundledVocabulary() }),
    ClassificationExperiment.entailment { settings in
      try EntailmentSources.files(settings)
    },
    TranslationExperiment(
      sources: { settings in try TranslationSources(settings) },
      prefer: { (settings) throws(SettingError) in try settings.preferBundledPairs() }),
  ]
}
