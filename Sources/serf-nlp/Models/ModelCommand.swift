internal import ArgumentParser

/// `model`: what lies in a model folder.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look at trained models.",
    discussion: "EXAMPLE: serf-nlp model show sentiment-model",
    subcommands: [ModelShow.self])
}
