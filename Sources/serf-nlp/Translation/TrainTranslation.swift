internal import ArgumentParser
internal import SerfSettings
internal import SerfTraining

/// `train-translation`: from parallel files to a model folder.
struct TrainTranslation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-translation",
    abstract: "Train a translation model on sentence pairs.",
    discussion: """
      Without options it trains on the bundled English and German pairs and writes ./translation-model.

      EXAMPLE: serf-nlp train-translation --source train.en --target train.de --model en-de
      """)

  @OptionGroup(title: "Data")
  var data: TranslationDataOptions

  @OptionGroup(title: "Model and vocabulary")
  var network: TranslationModelOptions

  @OptionGroup(title: "Learning")
  var learning: LearningOptions<TranslationSettings>

  @OptionGroup(title: "Learning")
  var tuning: TuningOption

  @OptionGroup(title: "Run")
  var runOptions: RunOptions<TranslationSettings>

  @OptionGroup(title: "Output")
  var global: GlobalOptions

  func run() throws {
    var settings = try runOptions.settings(options: data.given + network.given + learning.given)
    try settings.followOrigin()
    try settings.preferBundledPairs()
    if runOptions.showSettings {
      return try global.console.result(String(settings.yaml().dropLast()))
    }
    InterruptFlag.watch()
    let inForce =
      runOptions.resume ? try RunInProgress.settings(under: settings, of: TranslationSettings.self) : settings
    let sources = try TranslationSources(inForce)
    if inForce.takesBundledPairs {
      global.console.message("no --train or --source is given: training on the bundled English and German pairs")
    }
    global.console.detail(inForce.yaml())
    let tuned = try tuning.tune(&settings, of: "translation", runOptions, global.console)
    let training = TranslationTraining(settings: settings, sources: sources, policy: runOptions.policy)
    let summary = TranslationSummary(try training.run(observer: TrainingConsole(global.console)))
    let json = JSONText.object(summary.members + (tuned.map { [$0.member] } ?? []))
    try global.console.result(global.json ? json.text : summary.lines.joined(separator: "\n"))
  }
}
