/// Which sentence pairs a translation model learns from, and of which languages they are.
public enum TranslationDataSettings {
  public static let train = file(
    "train", "Training pairs, a sentence, a tab and its translation a line; the bundled corpus without")
  public static let source = file("source", "Training sentences, one a line, in place of --train")
  public static let target = file("target", "Translations of --source, line by line")

  public static let dev = file("dev", "Pairs that decide when to stop; a tenth of the training pairs without")
  public static let devSource = file("dev-source", "Sentences that decide when to stop, in place of --dev")
  public static let devTarget = file("dev-target", "Translations of --dev-source, line by line")

  /// `none` is a value with a meaning: no test at all, so that nothing is held out for it.
  public static let test = Setting<String?>(
    "test", standard: nil, help: "Pairs for the last figures; 'none' keeps all for training", placeholder: "file|none")
  public static let testSource = file("test-source", "Sentences for the last figures, in place of --test")
  public static let testTarget = file("test-target", "Translations of --test-source, line by line")

  public static let sourceLanguage = Setting(
    "source-language", standard: "en", help: "Language that is translated", placeholder: "code")

  public static let targetLanguage = Setting(
    "target-language", standard: "de", help: "Language that is translated into", placeholder: "code")

  public static let lossy = Setting(
    "lossy", standard: false, help: "Replace invalid UTF-8, and count it, instead of stopping at it")

  private static func file(_ name: String, _ help: String) -> Setting<String?> {
    Setting(name, standard: nil, help: help, placeholder: "file")
  }

  public static let group = SettingGroup(
    "Data",
    [
      train, source, target, dev, devSource, devTarget, test, testSource, testTarget, sourceLanguage, targetLanguage,
      lossy,
    ])
}
