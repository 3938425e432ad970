internal import SerfExperiments
internal import SerfSettings
internal import SerfTraining

/// The tasks that an experiment can be about, with the files that this installation has.
enum ExperimentTasks {
  static let all: [any ExperimentTask] = [
    SentimentExperiment(
      sources: { settings in try SentimentSources(settings) },
      prefer: { (settings) throws(SettingError) in try settings.preferBundledVocabulary() })
  ]
}
