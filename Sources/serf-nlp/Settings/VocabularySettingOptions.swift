internal import ArgumentParser
internal import SerfSettings

/// The vocabulary of a classifier, as options.
struct VocabularySettingOptions<Task: ClassifierSettings>: SettingOptions {
  @Option(Task.vocabulary, of: Task.self)
  var vocabulary: GivenSetting?

  @Option(Task.vocabularySize, of: Task.self)
  var vocabularySize: GivenSetting?

  @Flag(Task.lowercase, of: Task.self)
  var lowercase: Bool?

  @Option(Task.maxTokens, of: Task.self)
  var maxTokens: GivenSetting?

  var given: [GivenSetting] {
    [vocabulary, vocabularySize, GivenSetting(Task.lowercase, lowercase), maxTokens].compactMap(\.self)
  }
}
