import ArgumentParser
import SerfTensor

/// Prints figures as JSON lines, with the names that the Python peers use where there is one.
@main
struct BenchmarksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measures kernels, operations and training steps; figures are JSON lines.",
    subcommands: [
      ActivationsCommand.self, OperationsCommand.self, TrainingCommand.self, ProductsCommand.self,
      AllocationsCommand.self, TranslationTrainingCommand.self, DecodingCommand.self, EntailmentTrainingCommand.self,
      WordBreaksCommand.self, VocabularyTrainingCommand.self, EncodingCommand.self,
    ])

  static func main() {
    LaunchEnvironment.settleBLAS()
    main(nil)
  }
}

/// What every family of figures is told.
struct MeasurementOptions: ParsableArguments {
  @Option(help: "Time for a figure; a training step takes three times as long. Unit: seconds.")
  var seconds = 6.0

  @Option(help: "Threads of the figures that use more than one.")
  var workers = WorkerTeam.coreCount

  func validate() throws {
    guard seconds > 0, workers > 0 else { throw ValidationError("--seconds and --workers must be above 0") }
  }
}
