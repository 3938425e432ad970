internal import ArgumentParser
internal import SerfCorpora
internal import SerfModels
internal import SerfSettings
internal import SerfStorage

/// `evaluate`: the figures of training, for any file.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a model on labelled texts, or pairs of texts.",
    discussion: """
      Without --test it is the test file that the model was trained with, or the bundled one.

      EXAMPLE: serf-nlp evaluate --model sentiment-model --test reviews.tsv --map-label pos=positive
      """)

  @OptionGroup var use: ModelOption<SentimentSettings>

  @Option(help: ArgumentHelp("Labelled rows (TSV, CSV, JSONL; of texts also fastText lines).", valueName: "file"))
  var test: String?

  @OptionGroup var textColumns: TextColumnOptions<SentimentSettings>

  @OptionGroup var pairColumns: PairColumnOptions

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
    case EntailmentConfiguration.taskName:
      try evaluation(of: EntailmentNetwork.self, task).run { try SerfCorpora.entailment($0) }
    default:
      // A task that is neither is refused when the model is loaded.
      try evaluation(of: SentimentNetwork.self, task).run { try SerfCorpora.sentiment($0) }
    }
  }

  private func evaluation<Network: ClassifierNetwork>(
    of network: Network.Type, _ task: String
  ) throws -> Evaluation<Network> {
    let labels = [labelColumn, GivenSetting(ClassificationDataSettings.mapLabel, mapLabel)].compactMap(\.self)
    let given = textColumns.given + pairColumns.given + labels
    let names = Network.Names.list.names
    if let other = given.first(where: { !names.contains($0.name) }) {
      throw CommandError.usage("--\(other.name) says nothing of \(use.model), which is a model for \(task)")
    }
    return Evaluation(
      model: use.model, test: test, given: given, isLossy: lossy, workers: use.workerCount, global: global)
  }
}
