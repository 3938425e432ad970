internal import ArgumentParser
internal import SerfSettings
internal import SerfTraining

/// `train-entailment`: from pairs of texts with labels to a model folder.
struct TrainEntailment: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-entailment",
    abstract: "Train a classifier of pairs of texts: does the first imply the second?",
    discussion: """
      Without options it trains on the bundled pairs and writes ./entailment-model; with '--images bundled' on the \
      bundled pairs of captioned pictures, of which --modalities shows it texts, images or both.

      EXAMPLE: serf-nlp train-entailment --train SICK_train.txt --dev SICK_trial.txt --model sick-model
      """)

  @OptionGroup(title: "Data")
  var data: ClassificationDataOptions<EntailmentSettings>

  @OptionGroup(title: "Data")
  var columns: PairColumnOptions

  @OptionGroup(title: "Data")
  var pictures: PictureOptions

  @OptionGroup(title: "Data")
  var modalities: ModalityOptions

  @OptionGroup(title: "Model and vocabulary")
  var network: EntailmentModelOptions

  @OptionGroup(title: "Model and vocabulary")
  var vocabulary: VocabularySettingOptions<EntailmentSettings>

  @OptionGroup(title: "Learning")
  var learning: LearningOptions<EntailmentSettings>

  @OptionGroup(title: "Learning")
  var tuning: TuningOption

  @OptionGroup(title: "Run")
  var runOptions: RunOptions<EntailmentSettings>

  @OptionGroup(title: "Output")
  var global: GlobalOptions

  func run() throws {
    var settings = try runOptions.settings(
      options: data.given + columns.given + pictures.given + modalities.given + network.given + vocabulary.given
        + learning.given)
    if runOptions.showSettings {
      return try global.console.result(String(settings.yaml().dropLast()))
    }
    InterruptFlag.watch()
    let inForce =
      runOptions.resume ? try RunInProgress.settings(under: settings, of: EntailmentSettings.self) : settings
    let sources = try EntailmentSources.files(inForce)
    if inForce[ClassificationDataSettings.train] == nil {
      global.console.message(
        "no --train is given: training on the bundled pairs\(sources.unseen == nil ? "" : " of captioned pictures")")
    }
    global.console.detail(inForce.yaml())
    let tuned = try tuning.tune(&settings, of: "entailment", runOptions, global.console)
    let training = EntailmentTraining(settings: settings, sources: sources, policy: runOptions.policy)
    let summary = TrainingSummary(try training.run(observer: TrainingConsole(global.console)))
    let json = JSONText.object(summary.members + (tuned.map { [$0.member] } ?? []))
    try global.console.result(global.json ? json.text : summary.lines.joined(separator: "\n"))
  }
}
