internal import ArgumentParser

/// The command `serf-nlp`: one sub-command a file, grouped by what a user wants to do.
@main
struct SerfNLPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serf-nlp",
    abstract: "Train and use small, fast text models on ordinary processors.",
    discussion: """
      EXAMPLE: serf-nlp activations table serf --from -2 --to 2
      """,
    version: "0.1.0",
    subcommands: [
      TrainSentiment.self, Classify.self, TrainTranslation.self, Translate.self, TrainEntailment.self, Entail.self,
      Evaluate.self, ScoreCommand.self, ModelCommand.self, VocabCommand.self, ActivationsCommand.self,
      ExperimentCommand.self,
    ])

  /// The one door of the program: parses, runs, and turns whatever went wrong into a message and an exit status.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      ExitStatus.end(with: error, of: Self.self)
    }
  }
}
