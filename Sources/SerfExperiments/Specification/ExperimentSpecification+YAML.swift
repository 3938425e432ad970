internal import SerfSettings

extension ExperimentSpecification {
  private static let keys = [
    "name", "title", "about", "task", "settings", "axes", "cells", "seeds", "tune", "metric", "baseline", "test",
    "hypotheses",
  ]

  /// Reads and checks names and types.
  /// - Parameters:
  ///   - file: the name that messages give to the text.
  ///   - name: of the experiment where the text says none.
  ///   - tasks: those that there are.
  /// - Throws: ``ExperimentError`` with line and column.
  public init(
    yaml: String, file: String, name: String, tasks: [any ExperimentTask]
  ) throws(ExperimentError) {
    let root = try SpecificationNode(yaml: yaml, file: file)
    let entries = try root.entries("the specification", of: Self.keys)
    func text(_ key: String) throws(ExperimentError) -> String? { try entries[key]?.value.text(key) }
    guard let taskEntry = entries["task"] else { throw root.error("there is no 'task'; \(Self.tasks(tasks))") }
    let taskName = try taskEntry.value.choice("task", among: tasks.map(\.name))
    guard let task = tasks.first(where: { $0.name == taskName }) else {
      throw taskEntry.value.error(Self.tasks(tasks))
    }
    self.name = try text("name") ?? name
    title = try text("title") ?? self.name
    about = try text("about") ?? ""
    self.task = taskName
    (self.text, self.file, places) = (yaml, file, root.places)
    let reader = SettingReader(list: task.list)
    base =
      try entries["settings"].map { entry throws(ExperimentError) in
        try entry.value.entries("settings").map { pair throws(ExperimentError) in try reader.value(pair) }
      } ?? []
    axes = try entries["axes"].map { entry throws(ExperimentError) in try reader.axes(entry.value) } ?? []
    listed = try entries["cells"].map { entry throws(ExperimentError) in try reader.cells(entry.value) } ?? []
    guard !axes.isEmpty || !listed.isEmpty else {
      throw (entries["axes"]?.key ?? root).error("nothing varies; expected 'axes', as in 'activation: [relu, serf]'")
    }
    if let cells = entries["cells"], !axes.isEmpty {
      throw cells.key.error("'cells' lists what 'axes' combines; give one of them")
    }
    seeds = try entries["seeds"].map { entry throws(ExperimentError) in try Self.seeds(entry.value) } ?? [1]
    let shared = base.map(\.name)
    tuning = try entries["tune"].map { entry throws(ExperimentError) in
      try Self.tuning(entry.value, reader, others: shared)
    }
    metric = try entries["metric"]?.value.choice("metric", among: task.metrics.map(\.name)) ?? task.metrics[0].name
    (test, part) = try Self.test(entries["test"]?.value)
    (baseline, hypotheses) = ([], [])
    if let entry = entries["baseline"] { baseline = try Self.baseline(entry.value, axes: columns()) }
    if let entry = entries["hypotheses"] {
      hypotheses = try Hypothesis.read(entry.value, axes: columns(), baseline: baseline)
    }
    try requireOnePlace(entries)
  }

  private static func tasks(_ tasks: [any ExperimentTask]) -> String {
    "expected 'task: \(tasks.map(\.name).joined(separator: "' or 'task: "))'"
  }

  /// The values of what varies, be it by axes or listed.
  private func columns() -> [ExperimentAxis] {
    axes
      + variedNames.filter { name in !axes.contains { $0.name == name } }.map { name in
        var values: [SettingScalar] = []
        for pair in listed.joined() where pair.name == name && !values.contains(pair.value) {
          values.append(pair.value)
        }
        return ExperimentAxis(name: name, values: values)
      }
  }

  /// A setting is said in one place: for all cells, as an axis, or by tuning; and seeds of the search are not used again.
  private func requireOnePlace(_ entries: [String: SpecificationNode.Entry]) throws(ExperimentError) {
    let shared = Set(base.map(\.name))
    if let name = variedNames.first(where: shared.contains), let entry = entries["settings"] {
      throw entry.key.error("'\(name)' stands in 'settings' and varies too; say it once")
    }
    guard let tuning, let entry = entries["tune"] else { return }
    if let name = tuning.names.first(where: variedNames.contains) {
      throw entry.key.error("'\(name)' varies already; tuning can't choose it")
    }
    if let seed = tuning.seeds.first(where: seeds.contains) {
      throw entry.key.error(
        "seed \(seed) is used for tuning and for the test; the test needs fresh seeds: give 'tune' others")
    }
  }
}

extension TuningSpecification {
  /// The settings that a trial says.
  var names: [String] {
    switch search {
    case .grid(let axes): axes.map(\.name)
    case .random(_, _, let ranges): ranges.map(\.name)
    case .listed(let trials): trials.first?.map(\.name) ?? []
    }
  }
}

// MARK: - Seeds, baseline, test
extension ExperimentSpecification {
  private static let mostSeeds = 1000

  /// A number (1 to it), a range (`11-20`) or a list.
  private static func seeds(_ node: SpecificationNode) throws(ExperimentError) -> [Int] {
    var seeds: [Int] = []
    if node.isList {
      seeds = try node.items("seeds").map { item throws(ExperimentError) in try item.whole("a seed", atLeast: 0) }
    } else {
      let text = try node.text("seeds")
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
      case (1, let count?, _) where count > 0 && count <= mostSeeds: seeds = Array(1...count)
      case (2, let first?, let last?) where first >= 0 && first <= last && last - first < mostSeeds:
        seeds = Array(first...last)
      default:
        throw node.error(
          "seeds is '\(text.prefix(60))'; expected a number from 1 to \(mostSeeds), a range as 11-20, or a list")
      }
    }
    guard Set(seeds).count == seeds.count else { throw node.error("a seed stands twice; expected each once") }
    return seeds
  }

  private static func test(
    _ node: SpecificationNode?
  ) throws(ExperimentError) -> (DeclaredTest, part: String) {
    var test = DeclaredTest()
    guard let node else { return (test, "test") }
    let kinds = DeclaredTest.Kind.allCases.map(\.rawValue)
    guard node.isMapping else {
      test.kind = DeclaredTest.Kind(rawValue: try node.choice("test", among: kinds)) ?? .signFlip
      return (test, "test")
    }
    let entries = try node.entries("test", of: ["kind", "level", "part"])
    if let kind = entries["kind"]?.value {
      test.kind = DeclaredTest.Kind(rawValue: try kind.choice("kind", among: kinds)) ?? .signFlip
    }
    if let level = entries["level"]?.value {
      test.level = try level.number("level")
      guard test.level > 0, test.level < 1 else {
        throw level.error("level is \(test.level); expected one from 0 to 1")
      }
    }
    return (test, try entries["part"]?.value.choice("part", among: ["dev", "test"]) ?? "test")
  }

  /// Values of axes, or one value that one axis has.
  private static func baseline(
    _ node: SpecificationNode, axes: [ExperimentAxis]
  ) throws(ExperimentError) -> [NamedValue] {
    func value(_ node: SpecificationNode, on axis: ExperimentAxis) throws(ExperimentError) -> NamedValue {
      let text = try node.text("baseline")
      let known = axis.values.map(\.text)
      guard let index = known.firstIndex(of: text) else {
        let wayOut = NearestName.find(text, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw node.error(
          "the baseline \(axis.name) '\(text.prefix(60))' is not on its axis: \(known.joined(separator: ", "))\(wayOut)"
        )
      }
      return NamedValue(axis.name, axis.values[index])
    }
    guard node.isMapping else {
      let text = try node.text("baseline")
      let holders = axes.filter { $0.values.contains { $0.text == text } }
      guard let axis = holders.first ?? (axes.count == 1 ? axes[0] : nil), holders.count < 2 else {
        let names = axes.map(\.name).joined(separator: ", ")
        let found = holders.isEmpty ? "is on no axis" : "is on more than one axis"
        throw node.error("the baseline '\(text.prefix(60))' \(found); expected 'axis: value' with one of \(names)")
      }
      return [try value(node, on: axis)]
    }
    let entries = try node.entries("baseline", of: axes.map(\.name))
    var values: [NamedValue] = []
    for axis in axes {
      if let entry = entries[axis.name] { values.append(try value(entry.value, on: axis)) }
    }
    return values
  }
}

// MARK: - Tuning
extension ExperimentSpecification {
  private static func tuning(
    _ node: SpecificationNode, _ reader: SettingReader, others: [String]
  ) throws(ExperimentError) -> TuningSpecification {
    let entries = try node.entries("tune", of: ["grid", "random", "trials", "seed", "seeds"])
    guard let seeds = entries["seeds"] else { throw node.error("tune has no 'seeds'; expected some of its own") }
    let search: TuningSpecification.Search
    switch (entries["grid"], entries["random"]) {
    case (let grid?, nil):
      if let other = entries["trials"] ?? entries["seed"] {
        throw other.key.error("'\(other.name)' belongs to a random search; a grid tries everything")
      }
      search = .grid(try reader.axes(grid.value))
    case (nil, let random?):
      guard let trials = entries["trials"] else { throw random.key.error("a random search needs 'trials'") }
      search = .random(
        trials: try trials.value.whole("trials", atLeast: 1),
        seed: try entries["seed"]?.value.whole("seed", atLeast: 0) ?? 1, try reader.ranges(random.value))
    default:
      throw node.error("tune has \(entries["grid"] == nil ? "neither" : "both"); expected 'grid' or 'random'")
    }
    let tuning = TuningSpecification(search: search, seeds: try Self.seeds(seeds.value))
    if let name = tuning.names.first(where: others.contains) {
      throw node.error("'\(name)' stands in 'settings' and in 'tune'; say it once")
    }
    return tuning
  }
}
