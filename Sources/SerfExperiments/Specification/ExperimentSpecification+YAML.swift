internal import SerfSettings

extension ExperimentSpecification {
  private static let words = [
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
    let entries = try root.entries("the specification", of: Self.words)
    func text(_ key: String) throws(ExperimentError) -> String? { try entries[key]?.value.text(key) }
    guard let taskEntry = entries["task"] else { throw root.error("there is no 'task'; \(Self.tasks(tasks))") }
    let taskName = try taskEntry.value.choice("task", among: tasks.map(\.name))
    guard let task = tasks.first(where: { $0.name == taskName }) else {
      throw taskEntry.value.error(Self.tasks(tasks))
    }
    self.name = try text("name") ?? name
    guard self.name.contains(where: { !$0.isWhitespace }) else {
      throw (entries["name"]?.value ?? root).error("name is empty; expected what the store is to call it")
    }
    title = try text("title") ?? self.name
    about = try text("about") ?? ""
    self.task = taskName
    (self.text, self.file, places) = (yaml, file, root.places(of: task.list))
    keys = entries.compactMapValues(\.key.place)
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
    if let entry = entries["baseline"] { baseline = try Self.baseline(entry.value, axes: columns(), reader) }
    if let entry = entries["hypotheses"] {
      hypotheses = try HypothesisReader(self, axes: columns(), settings: reader).read(entry.value)
    }
    try requireOnePlace(entries)
    try requireLimits(entries)
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

// MARK: - Limits
extension ExperimentSpecification {
  /// More would take minutes to check and a store long to hold, and nobody could train them.
  private static let (mostTrials, mostCells) = (10_000, 100_000)

  /// Refuses what is too much before it is spread out.
  private func requireLimits(_ entries: [String: SpecificationNode.Entry]) throws(ExperimentError) {
    let configurations = listed.isEmpty ? axes.combinationCount : listed.count
    let cells = configurations.timesOrMost(seeds.count)
    if cells > Self.mostCells, let entry = entries["axes"] ?? entries["cells"] {
      throw entry.key.error("\(Self.text(cells)) cells are too many; expected at most \(Self.mostCells)")
    }
    guard let tuning, let entry = entries["tune"] else { return }
    guard tuning.trialCount <= Self.mostTrials else {
      throw entry.key.error("\(Self.text(tuning.trialCount)) trials are too many; expected at most \(Self.mostTrials)")
    }
    let trained = configurations.timesOrMost(tuning.trialCount).timesOrMost(tuning.seeds.count)
    guard trained <= Self.mostCells else {
      throw entry.key.error("\(Self.text(trained)) cells of tuning are too many; expected at most \(Self.mostCells)")
    }
  }

  private static func text(_ count: Int) -> String { count == .max ? "\(count) or more" : String(count) }
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
    _ node: SpecificationNode, axes: [ExperimentAxis], _ reader: SettingReader
  ) throws(ExperimentError) -> [NamedValue] {
    func value(_ node: SpecificationNode, on axis: ExperimentAxis) throws(ExperimentError) -> NamedValue {
      guard let value = reader.scalar(node, of: axis.name), axis.values.contains(value) else {
        let (text, known) = (try node.text("baseline"), axis.values.map(\.text))
        let wayOut = NearestName.find(text, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw node.error(
          "the baseline \(axis.name) '\(text.prefix(60))' is not on its axis: \(known.joined(separator: ", "))\(wayOut)"
        )
      }
      return NamedValue(axis.name, value)
    }
    guard node.isMapping else {
      let text = try node.text("baseline")
      let holders = axes.filter { axis in reader.scalar(node, of: axis.name).map(axis.values.contains) ?? false }
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
      let axes = try reader.axes(grid.value)
      guard !axes.isEmpty else { throw grid.value.error("grid is empty; expected 'name: [values]'") }
      search = .grid(axes)
    case (nil, let random?):
      guard let trials = entries["trials"] else { throw random.key.error("a random search needs 'trials'") }
      let ranges = try reader.ranges(random.value)
      guard !ranges.isEmpty else { throw random.value.error("random is empty; expected 'name: {from: …, to: …}'") }
      search = .random(
        trials: try trials.value.whole("trials", atLeast: 1),
        seed: try entries["seed"]?.value.whole("seed", atLeast: 0) ?? 1, ranges)
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
