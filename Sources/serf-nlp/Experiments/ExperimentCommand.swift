internal import ArgumentParser

/// `experiment`: many trainings that answer one question.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Compare activations and settings over many seeds, and say which differences are real.",
    discussion: """
      EXAMPLE: serf-nlp experiment run quick --store results.sqlite
               serf-nlp experiment report --store results.sqlite --output report.html
      """,
    subcommands: [ExperimentRun.self, ExperimentList.self, ExperimentReportCommand.self])
}

/// The file that results lie in.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("SQLite file of results.", valueName: "file"), completion: .file(extensions: ["sqlite", "db"]))
  var store = "experiments.sqlite"
}
