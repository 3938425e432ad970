internal import ArgumentParser
internal import SerfCorpora
internal import SerfModels
internal import SerfSettings
internal import SerfStorage

/// `evaluate`: the figures of training, for any file.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model on labelled texts, on pairs of texts, or on translations.",
    discussion: """
      Without --test it is the test file that the model was trained with, or the bundled one, and where there was one \
      --unseen too.

      EXAMPLE: serf-nlp evaluate --model sentiment-model --test reviews.tsv --map-label pos=positive
      """)

  @OptionGroup var use: ModelOption<SentimentSettings>

  @Option(
    help: ArgumentHelp(
      "Labelled rows (TSV, CSV, JSONL; of texts also fastText lines); for translation a sentence, a tab and its "
        + "translation a line.", valueName: "file"))
  var test: String?

  @Option(TranslationDataSettings.testSource, of: TranslationSettings.self)
  var testSource: GivenSetting?

  @Option(TranslationDataSettings.testTarget, of: TranslationSettings.self)
  var testTarget: GivenSetting?

  @OptionGroup var textColumns: TextColumnOptions<SentimentSettings>

  @OptionGroup var pairColumns: PairColumnOptions

  @OptionGroup var pictures: PictureOptions

  @OptionGroup var shown: ShownOption

  @Option(EntailmentSettings.unseen, of: EntailmentSettings.self)
  var unseen: GivenSetting?

  @Option(ClassificationDataSettings.labelColumn, of: SentimentSettings.self)
  var labelColumn: GivenSetting?

  @Option(ClassificationDataSettings.mapLabel, of: SentimentSettings.self)
  var mapLabel: [String]

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let task = try TaskName.read(from: ModelFolder(use.model))
    switch task {
    case TranslationConfiguration.taskName:
      try refuse(given, but: TranslationSettings.list, task)
      try EvaluateTranslation(
        model: use.model, table: test, source: testSource?.value.text, target: testTarget?.value.text, isLossy: lossy,
        workers: use.workerCount, global: global
      ).run()
    case EntailmentConfiguration.taskName:
      try evaluation(of: EntailmentNetwork.self, task).run(
        BundledTest(
          test: { try EntailmentSources.bundled(.test, $0) }, unseen: EntailmentSources.bundledUnseen,
          images: EntailmentSources.images))
    default:
      // A task that is neither is refused when the model is loaded.
      try evaluation(of: SentimentNetwork.self, task).run(BundledTest(test: { _ in try SerfCorpora.sentiment(.test) }))
    }
  }

  private var given: [GivenSetting] {
    let labels = [labelColumn, GivenSetting(ClassificationDataSettings.mapLabel, mapLabel)].compactMap(\.self)
    let second = [unseen].compactMap(\.self)
    return textColumns.given + pairColumns.given + pictures.given + shown.given + second + labels
  }

  private var translationFiles: [GivenSetting] { [testSource, testTarget].compactMap(\.self) }

  /// Refuses what was said but is no setting of the model's task.
  private func refuse(_ given: [GivenSetting], but list: SettingList, _ task: String) throws {
    let names = list.names
    if let other = given.first(where: { !names.contains($0.name) }) {
      throw CommandError.usage("--\(other.name) says nothing of \(use.model), which is a model for \(task)")
    }
  }

  private func evaluation<Network: ClassifierNetwork>(
    of network: Network.Type, _ task: String
  ) throws -> Evaluation<Network> {
    try refuse(given + translationFiles, but: Network.Names.list, task)
    return Evaluation(
      model: use.model, test: test, given: given, isLossy: lossy, workers: use.workerCount, global: global)
  }
}
