internal import ArgumentParser
internal import SerfActivations

struct ActivationsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the activation functions with formula and properties.",
    discussion: "EXAMPLE: serf-nlp activations list --json")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let text = global.json ? json.text : lines.joined(separator: "\n")
    try global.console.result(text)
  }
}

// MARK: - Text
extension ActivationsList {
  private var lines: [String] {
    var table = TextTable([
      ("name", .left), ("formula", .left), ("values", .left), ("smooth", .left), ("monotonic", .left),
    ])
    for activation in Activations.all {
      let properties = activation.properties
      table.add([
        ([activation.name] + activation.aliases).joined(separator: ", "), activation.formula,
        Self.range(of: properties),
        properties.isSmooth ? "yes" : "no", properties.isMonotonic ? "yes" : "no",
      ])
    }
    guard global.verbose else { return table.lines }
    let rows = zip(table.lines.dropFirst(), Activations.all).flatMap { [$0, "  \($1.summary)"] }
    return [table.lines[0]] + rows
  }

  private static func range(of properties: ActivationProperties) -> String {
    func digits(_ bound: Double) -> String { NumberText.significant(bound, digits: 4) }
    return switch (properties.lowerBound, properties.upperBound) {
    case (nil, nil): "all"
    case (let lowest?, nil): "from \(digits(lowest))"
    case (nil, let highest?): "to \(digits(highest))"
    case (let lowest?, let highest?): "\(digits(lowest)) to \(digits(highest))"
    }
  }
}

// MARK: - JSON
extension ActivationsList {
  private var json: JSONText {
    func bound(_ value: Double?) -> JSONText { value.map(JSONText.number) ?? .null }
    return .array(
      Activations.all.map { activation in
        .object([
          ("name", .string(activation.name)),
          ("aliases", .array(activation.aliases.map(JSONText.string))),
          ("formula", .string(activation.formula)),
          ("summary", .string(activation.summary)),
          ("smooth", .flag(activation.properties.isSmooth)),
          ("monotonic", .flag(activation.properties.isMonotonic)),
          ("lower_bound", bound(activation.properties.lowerBound)),
          ("upper_bound", bound(activation.properties.upperBound)),
        ])
      })
  }
}
