import SerfExperiments
import TestSupport
import Testing

@Suite("Cells that are listed")
struct ListedCellsTests {
  private static let text = """
    task: toy
    name: listed
    cells:
    - {activation: relu}
    - {activation: serf, dropout: 0.5}
    - {dropout: 0.5, activation: relu}
    - {layers: 3, activation: serf}
    seeds: 6
    baseline: {activation: relu}
    """

  @Test("are compared whatever the order in which they say their settings")
  func comparisons() throws {
    let plan = try ToyExperiment().plan(Self.text)
    #expect(plan.configurations[2].key == "activation=relu dropout=0.5")
    #expect(plan.comparisons.map(\.configuration.key) == ["activation=serf dropout=0.5"])
    #expect(plan.comparisons.map(\.baseline.key) == ["activation=relu dropout=0.5"])
    #expect(throws: Never.self) { try plan.requirePower() }
  }

  @Test("that leave a setting out are compared by the value in force")
  func inForce() throws {
    let toy = try ToyExperiment()
    let plain = try toy.plan("task: toy\ncells: [{activation: relu}, {activation: serf}]\nbaseline: relu\nseeds: 6")
    let store = try toy.store("plain.sqlite")
    _ = try ExperimentRunner(
      plain, store: store, options: ExperimentRunner.Options(codeVersion: "test"), observer: QuietObserver())
    let settings = try store.study().configurations[0].settings
    let layers = try #require(settings.first { $0.name == "layers" }?.value)
    let plan = try toy.plan(
      "task: toy\ncells: [{activation: relu}, {activation: serf, layers: \(layers)}]\nbaseline: {activation: relu}\nseeds: 6"
    )
    #expect(plan.comparisons.count == 1)
  }

  @Test("stand in one table, each value under its name")
  func table() throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(Self.text, in: store)
    let report = ExperimentReport(try store.study())
    let lines = report.text(.markdown).split(separator: "\n")
    let header = try #require(lines.first { $0.hasPrefix("| activation |") })
    #expect(header.hasPrefix("| activation | dropout | layers | accuracy |"))
    let rows = lines.drop { $0 != header }.dropFirst(2).prefix(4)
    for row in rows { #expect(row.split(separator: "|").count == header.split(separator: "|").count, "\(row)") }
    let csv = report.text(.csv).split(separator: "\n")
    #expect(csv[0].hasPrefix("experiment,phase,activation,dropout,layers,seed,"))
    #expect(csv.contains { $0.hasPrefix("listed,final,serf,0.5,") } && csv.contains { $0.contains(",serf,0.") })
    // The store's names stay what they are: an export is taken back.
    let other = try toy.store("other.sqlite")
    let runner = try ExperimentRunner(
      toy.plan(Self.text), store: other, options: ExperimentRunner.Options(codeVersion: "test"),
      observer: QuietObserver())
    #expect(try runner.takeCells(from: report.text(.json), path: "a.json") == 24)
  }

  @Test("a baseline without another value beside it is told so, and not that there is none")
  func alone() throws {
    let plan = try ToyExperiment().plan("task: toy\naxes: {activation: [relu]}\nseeds: 6\nbaseline: relu")
    let error = #expect(throws: ExperimentError.self) { try plan.requirePower() }
    #expect(error?.message.contains("no other cell differs from the baseline activation=relu in that alone") == true)
  }
}
