internal import ArgumentParser
internal import SerfActivations

struct ActivationsTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Tabulate value and slope of an activation function.",
    discussion: "EXAMPLE: serf-nlp activations table serf --from -5 --to 5 --step 0.5")

  @Argument(help: "Name of the function, as 'serf-nlp activations' lists it.")
  var name: String

  // A value may begin with a minus sign, so that whatever follows the option is its value.
  @Option(parsing: .unconditional, help: ArgumentHelp("First x.", valueName: "x"))
  var from = -5.0

  @Option(parsing: .unconditional, help: ArgumentHelp("Last x.", valueName: "x"))
  var to = 5.0

  @Option(parsing: .unconditional, help: ArgumentHelp("Distance from one x to the next.", valueName: "distance"))
  var step = 0.5

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let activation = try Activations.named(name)
    let rows = try SamplePoints(from: from, to: to, step: step).values.map { x in
      let (value, slope) = activation.reference(x)
      return (x: x, value: value, slope: slope)
    }
    guard !global.json else {
      let objects = rows.map { row in
        JSONText.object([("x", .number(row.x)), ("value", .number(row.value)), ("slope", .number(row.slope))])
      }
      return try global.console.result(JSONText.array(objects).text)
    }
    var table = TextTable([("x", .right), ("value", .right), ("slope", .right)])
    for row in rows {
      table.add([row.x, row.value, row.slope].map { NumberText.significant($0, digits: 9) })
    }
    try global.console.result(table.lines.joined(separator: "\n"))
  }
}
