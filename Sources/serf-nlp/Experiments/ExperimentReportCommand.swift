internal import ArgumentParser
internal import SerfExperiments

struct ExperimentReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Say what an experiment has found.",
    discussion: """
      The page is whole in itself: it needs no network and no other file.

      EXAMPLE: serf-nlp experiment report --store results.sqlite --output report.html
      """)

  @Argument(help: ArgumentHelp("Experiment of the store; may be left out where there is only one.", valueName: "name"))
  var name: String?

  @OptionGroup var storeOption: StoreOption

  @Option(help: ArgumentHelp("File to write; '-' is standard output.", valueName: "file"))
  var output = "-"

  @Option(help: "Form of the report; by the name of the output file without.")
  var format: ExperimentReport.Format?

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let file = OutputFile(path: output, force: force)
    try file.check()
    let study = try ExperimentStore.read(storeOption.store).study(name)
    try file.write(ExperimentReport(study).text(inForce))
    if output != "-" { global.console.message("wrote \(output)") }
  }

  private var inForce: ExperimentReport.Format {
    if let format { return format }
    if global.json { return .json }
    let endings: [(String, ExperimentReport.Format)] = [
      (".html", .html), (".htm", .html), (".csv", .csv), (".json", .json), (".tex", .latex),
    ]
    return endings.first { output.hasSuffix($0.0) }?.1 ?? .markdown
  }
}
