internal import SerfSettings

/// Reads settings, axes and ranges of a specification by the task's declarations.
struct SettingReader {
  let list: SettingList

  /// What the runner decides itself.
  private static let reserved = ["seed": "seeds stand in 'seeds'", "model": "a cell's model is not kept"]

  private func setting(_ entry: SpecificationNode.Entry) throws(ExperimentError) -> any AnySetting {
    do {
      let setting = try list.setting(named: entry.name)
      if let reason = Self.reserved[entry.name] {
        throw entry.key.error("'\(entry.name)' can't be said here: \(reason)")
      }
      guard setting.isSaved else {
        throw entry.key.error("'\(entry.name)' is no part of a cell: it changes no figure")
      }
      return setting
    } catch let error as SettingError {
      throw entry.key.error(error.reason)
    } catch let error as ExperimentError {
      throw error
    } catch { preconditionFailure("an error of another kind: \(error)") }
  }

  func value(_ entry: SpecificationNode.Entry) throws(ExperimentError) -> NamedValue {
    NamedValue(entry.name, try entry.value.scalar(of: setting(entry)))
  }

  /// The value of a setting, nil where the text is none of its: `1e-3` and `0.001` are one.
  func scalar(_ node: SpecificationNode, of name: String) -> SettingScalar? {
    (try? list.setting(named: name)).flatMap { try? node.scalar(of: $0) }
  }

  func axes(_ node: SpecificationNode) throws(ExperimentError) -> [ExperimentAxis] {
    try node.entries("axes").map { entry throws(ExperimentError) in
      let setting = try setting(entry)
      var values: [SettingScalar] = []
      for item in try entry.value.items("the axis '\(entry.name)'") {
        let value = try item.scalar(of: setting)
        guard !values.contains(value) else { throw item.error("'\(value.text)' stands on the axis twice") }
        values.append(value)
      }
      return ExperimentAxis(name: entry.name, values: values)
    }
  }

  func cells(_ node: SpecificationNode) throws(ExperimentError) -> [[NamedValue]] {
    var cells: [[NamedValue]] = []
    for item in try node.items("cells") {
      let cell = try item.entries("a cell").map { pair throws(ExperimentError) in try value(pair) }
      guard !cell.isEmpty else { throw item.error("the cell says nothing; expected 'name: value'") }
      guard !cells.contains(where: { Set($0) == Set(cell) }) else { throw item.error("this cell stands twice") }
      cells.append(cell)
    }
    return cells
  }

  /// What a random search draws from: a list, or `{from: 0.0001, to: 0.01, scale: log}`.
  func ranges(_ node: SpecificationNode) throws(ExperimentError) -> [TuningSpecification.Range] {
    try node.entries("random").map { entry throws(ExperimentError) in
      let setting = try setting(entry)
      guard entry.value.isMapping else {
        let values = try entry.value.items("'\(entry.name)'").map { item throws(ExperimentError) in
          try item.scalar(of: setting)
        }
        return TuningSpecification.Range(name: entry.name, kind: .choices(values))
      }
      let ends = try entry.value.entries("'\(entry.name)'", of: ["from", "to", "scale"])
      guard let from = ends["from"], let to = ends["to"] else {
        throw entry.value.error("'\(entry.name)' needs 'from' and 'to', or a list of values")
      }
      let isLogarithmic = try ends["scale"]?.value.choice("scale", among: ["linear", "log"]) == "log"
      let (low, high) = (try number(from.value, of: setting), try number(to.value, of: setting))
      guard low < high, !isLogarithmic || low > 0 else {
        throw entry.value.error(
          "'\(entry.name)' goes from \(low) to \(high); expected 'from' below 'to', above 0 for log")
      }
      let isWhole = if case .integer = try from.value.scalar(of: setting) { true } else { false }
      return TuningSpecification.Range(
        name: entry.name, kind: .interval(from: low, to: high, isLogarithmic: isLogarithmic, isWhole: isWhole))
    }
  }

  private func number(_ node: SpecificationNode, of setting: any AnySetting) throws(ExperimentError) -> Double {
    switch try node.scalar(of: setting) {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: throw node.error("\(setting.name) is no number; give a list of values")
    }
  }
}
