internal import ArgumentParser
internal import SerfSettings

/// Which file a classifier learns from, and how it is read but for the columns of its texts, as options.
struct ClassificationDataOptions<Task: ClassifierSettings>: SettingOptions {
  @Option(ClassificationDataSettings.train, of: Task.self)
  var train: GivenSetting?

  @Option(ClassificationDataSettings.dev, of: Task.self)
  var dev: GivenSetting?

  @Option(ClassificationDataSettings.test, of: Task.self)
  var test: GivenSetting?

  @Option(ClassificationDataSettings.labelColumn, of: Task.self)
  var labelColumn: GivenSetting?

  @Option(ClassificationDataSettings.mapLabel, of: Task.self)
  var mapLabel: [String]

  @Flag(ClassificationDataSettings.lossy, of: Task.self)
  var lossy: Bool?

  @Option(ClassificationDataSettings.classWeights, of: Task.self)
  var classWeights: GivenSetting?
}

extension ClassificationDataOptions {
  var given: [GivenSetting] {
    [
      train, dev, test, labelColumn, GivenSetting(ClassificationDataSettings.mapLabel, mapLabel),
      GivenSetting(ClassificationDataSettings.lossy, lossy), classWeights,
    ].compactMap(\.self)
  }
}
