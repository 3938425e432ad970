internal import ArgumentParser
internal import SerfCorpora
internal import SerfSettings
internal import SerfStorage
internal import SerfTraining

/// `train-entailment`: from pairs of texts with labels to a model folder.
struct TrainEntailment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-entailment",
    abstract: "Train a classifier of pairs of texts: does the first imply the second?",
    discussion: """
      Without options it trains on the bundled pairs and writes ./entailment-model.

      EXAMPLE: serf-nlp train-entailment --train SICK_train.txt --dev SICK_trial.txt --model sick-model
      """)

  @OptionGroup(title: "Data")
  var data: ClassificationDataOptions<EntailmentSettings>

  @OptionGroup(title: "Data")
  var columns: PairColumnOptions

  @OptionGroup(title: "Model and vocabulary")
  var network: EntailmentModelOptions

  @OptionGroup(title: "Model and vocabulary")
  var vocabulary: VocabularySettingOptions<EntailmentSettings>

  @OptionGroup(title: "Learning")
  var learning: LearningOptions<EntailmentSettings>

  @OptionGroup(title: "Run")
  var runOptions: RunOptions<EntailmentSettings>

  @OptionGroup(title: "Output")
  var global: GlobalOptions

  func run() throws {
    let settings = try runOptions.settings(
      options: data.given + columns.given + network.given + vocabulary.given + learning.given)
    if runOptions.showSettings {
      return try global.console.result(String(settings.yaml().dropLast()))
    }
    InterruptFlag.watch()
    let inForce =
      runOptions.resume ? try RunInProgress.settings(under: settings, of: EntailmentSettings.self) : settings
    let sources = try ClassificationSources(inForce, of: EntailmentSettings.self) { try SerfCorpora.entailment($0) }
    if inForce[ClassificationDataSettings.train] == nil {
      global.console.message("no --train is given: training on the bundled pairs")
    }
    global.console.detail(inForce.yaml())
    let training = EntailmentTraining(settings: settings, sources: sources, policy: runOptions.policy)
    let summary = TrainingSummary(try training.run(observer: TrainingConsole(global.console)))
    try global.console.result(global.json ? summary.json.text : summary.lines.joined(separator: "\n"))
  }
}
