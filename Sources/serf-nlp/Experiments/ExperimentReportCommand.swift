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

  @Option(help: "Form of the report; without it, by the ending of the output file's name.")
  var format: ExperimentReport.Format?

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard format == nil, !global.json, let ending = Self.ending(of: output), Self.endings[ending] == nil else { return }
    throw ValidationError(
      "--output is \(output), and there is no report with the ending .\(ending); expected "
        + Self.endings.keys.sorted().map { ".\($0)" }.joined(separator: ", ") + ", or --format")
  }

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
    return Self.ending(of: output).flatMap { Self.endings[$0] } ?? .markdown
  }

  private static let endings: [String: ExperimentReport.Format] = [
    "html": .html, "htm": .html, "md": .markdown, "markdown": .markdown, "csv": .csv, "json": .json, "tex": .latex,
  ]

  /// What follows the last point of a file's name, in small letters; nil of a name without one, as `-` or `.report`.
  private static func ending(of path: String) -> String? {
    guard let name = path.split(separator: "/").last, let point = name.lastIndex(of: "."), point > name.startIndex
    else { return nil }
    return name[name.index(after: point)...].lowercased()
  }
}
