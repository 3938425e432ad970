internal import ArgumentParser

/// `activations`: what the functions are, as words, figures and a picture.
struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "List, tabulate and draw the activation functions.",
    discussion: """
      EXAMPLE: serf-nlp activations
               serf-nlp activations table serf --from -5 --to 5 --step 0.5
               serf-nlp activations plot --output activations.svg
      """,
    subcommands: [ActivationsList.self, ActivationsTable.self, ActivationsPlot.self],
    defaultSubcommand: ActivationsList.self)
}
