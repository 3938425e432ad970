internal import ArgumentParser
internal import SerfActivations
internal import SerfCharts

struct ActivationsPlot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw values and slopes of activation functions as an SVG file.",
    discussion: """
      Without names: serf among its nearest relatives, and a small picture of every function below.

      EXAMPLE: serf-nlp activations plot serf mish --output serf-and-mish.svg
      """)

  @Argument(help: "Functions to compare, by name.")
  var names: [String] = []

  @Option(help: ArgumentHelp("File to write; '-' is standard output.", valueName: "file"))
  var output: String

  @Option(parsing: .unconditional, help: ArgumentHelp("First x.", valueName: "x"))
  var from = -5.0

  @Option(parsing: .unconditional, help: ArgumentHelp("Last x.", valueName: "x"))
  var to = 5.0

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  /// The study's five, which the picture compares when nobody names others.
  private static let relatives = ["serf", "mish", "swish", "gelu", "relu"]

  func run() throws {
    guard from.isFinite, to.isFinite, from < to, to - from <= 1e6 else {
      throw CommandError.usage(
        "--from is \(from) and --to is \(to); expected --from below --to, a million apart at most")
    }
    let compared = try (names.isEmpty ? Self.relatives : names).map { name in try Activations.named(name) }
    let file = OutputFile(path: output, force: force)
    try file.check()
    let plot = ActivationPlot(compared: compared, each: names.isEmpty ? Activations.all : [], x: from...to)
    try file.write(plot.drawing.text)
    if output != "-" { global.console.message("wrote \(output)") }
    if global.json, output != "-" {
      let drawn = names.isEmpty ? Activations.all.map(\.name) : compared.map(\.name)
      let members: [(String, JSONText)] = [
        ("output", .string(output)), ("activations", .array(drawn.map(JSONText.string))),
      ]
      try global.console.result(JSONText.object(members).text)
    }
  }
}
