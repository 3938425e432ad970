internal import ArgumentParser

struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "List the activation functions.")
  @OptionGroup var global: GlobalOptions
  func run() throws { try global.console.result("soon") }
}
