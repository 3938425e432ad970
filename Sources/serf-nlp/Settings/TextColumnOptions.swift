internal import ArgumentParser
internal import SerfSettings

/// Where in a file the texts of rows of one text stand, as options.
struct TextColumnOptions<Task: ClassifierSettings>: SettingOptions {
  @Option(ClassificationDataSettings.textColumn, of: Task.self)
  var textColumn: GivenSetting?

  var given: [GivenSetting] { [textColumn].compactMap(\.self) }
}

/// Where in a file the texts of pairs stand, and which of them count, as options.
struct PairColumnOptions: SettingOptions {
  @Option(EntailmentSettings.premiseColumn, of: EntailmentSettings.self)
  var premiseColumn: GivenSetting?

  @Option(EntailmentSettings.hypothesisColumn, of: EntailmentSettings.self)
  var hypothesisColumn: GivenSetting?

  @Flag(EntailmentSettings.hypothesisOnly, of: EntailmentSettings.self)
  var hypothesisOnly: Bool?

  var given: [GivenSetting] {
    [premiseColumn, hypothesisColumn, GivenSetting(EntailmentSettings.hypothesisOnly, hypothesisOnly)]
      .compactMap(\.self)
  }
}
