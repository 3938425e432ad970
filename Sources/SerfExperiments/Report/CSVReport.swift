/// One row a cell; no number of the store's own. What varies from run to run has seconds, time, tokens or date in its name.
struct CSVReport {
  private let study: Study

  init(_ study: Study) { self.study = study }

  var text: String {
    let varied = study.finals.first?.varied.map(\.name) ?? []
    var figures: Set<String> = []
    var tuned: [String] = []
    for setup in study.configurations {
      for cell in setup.cells { figures.formUnion(cell.figures.keys) }
      for setting in setup.settings where setting.origin == .tuned && !tuned.contains(setting.name) {
        tuned.append(setting.name)
      }
    }
    let names = figures.sorted()
    let header =
      ["experiment", "phase"] + varied + tuned + ["seed", "state", "reason"]
      + names.map { $0.map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined() } + [
        "parameters", "epochs", "updates", "training_seconds", "total_seconds", "tokens_per_second", "finished_date",
        "code_version", "processor",
      ]
    var lines = [Self.line(header)]
    for setup in study.configurations {
      for cell in setup.cells { lines.append(Self.line(row(setup, cell, varied, tuned, names))) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(
    _ setup: Study.Setup, _ cell: Study.Cell, _ varied: [String], _ tuned: [String], _ figures: [String]
  ) -> [String] {
    func digits<Number: CustomStringConvertible>(_ value: Number?) -> String { value.map { "\($0)" } ?? "" }
    var row = [study.name, setup.phase]
    row += varied.map { setup[$0] ?? "" }
    row += tuned.map { name in setup.settings.first { $0.name == name }?.value ?? "" }
    row += ["\(cell.seed)", cell.state, cell.reason ?? ""]
    row += figures.map { digits(cell.figures[$0]) }
    row += [digits(cell.parameters), digits(cell.epochs), digits(cell.updates)]
    row += [digits(cell.trainingSeconds), digits(cell.totalSeconds), digits(cell.tokensPerSecond)]
    return row + [
      cell.finishedDate ?? "", cell.codeVersion ?? "", cell.machine.map { study.machines[$0].processor } ?? "",
    ]
  }

  /// As RFC 4180 has it.
  private static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { ",\"\n\r".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }
}
