internal import ArgumentParser
internal import SerfCorpora
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

/// `train-sentiment`: from labelled texts to a model folder.
struct TrainSentiment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-sentiment",
    abstract: "Train a classifier of texts, as of their sentiment.",
    discussion: """
      Without options it trains on the bundled reviews and writes ./sentiment-model.

      EXAMPLE: serf-nlp train-sentiment --train reviews.tsv --activation serf --model reviews-model
      """)

  @OptionGroup(title: "Data")
  var data: ClassificationDataOptions<SentimentSettings>

  @OptionGroup(title: "Data")
  var columns: TextColumnOptions<SentimentSettings>

  @OptionGroup(title: "Model and vocabulary")
  var network: SentimentModelOptions

  @OptionGroup(title: "Model and vocabulary")
  var vocabulary: VocabularySettingOptions<SentimentSettings>

  @OptionGroup(title: "Learning")
  var learning: LearningOptions<SentimentSettings>

  @OptionGroup(title: "Learning")
  var tuning: TuningOption

  @OptionGroup(title: "Run")
  var runOptions: RunOptions<SentimentSettings>

  @OptionGroup(title: "Output")
  var global: GlobalOptions

  func run() throws {
    var settings = try runOptions.settings(
      options: data.given + columns.given + network.given + vocabulary.given + learning.given)
    try settings.preferBundledVocabulary()
    if runOptions.showSettings {
      return try global.console.result(String(settings.yaml().dropLast()))
    }
    InterruptFlag.watch()
    let inForce = runOptions.resume ? try RunInProgress.settings(under: settings, of: SentimentSettings.self) : settings
    let sources = try ClassificationSources(inForce, of: SentimentSettings.self) { try SerfCorpora.sentiment($0) }
    if inForce[ClassificationDataSettings.train] == nil {
      global.console.message("no --train is given: training on the bundled reviews")
    }
    global.console.detail(inForce.yaml())
    let tuned = try tuning.tune(&settings, of: "sentiment", runOptions, global.console)
    let training = SentimentTraining(settings: settings, sources: sources, policy: runOptions.policy)
    let summary = TrainingSummary(try training.run(observer: TrainingConsole(global.console)))
    let json = JSONText.object(summary.members + (tuned.map { [$0.member] } ?? []))
    try global.console.result(global.json ? json.text : summary.lines.joined(separator: "\n"))
  }
}
