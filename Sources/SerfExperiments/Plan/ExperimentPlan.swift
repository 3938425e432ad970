public import SerfSettings

/// An experiment spread out: configurations, seeds, trials and comparisons, every cell checked.
public struct ExperimentPlan: Sendable {
  public let specification: ExperimentSpecification
  public let configurations: [Configuration]
  /// What each tuning trial says; none without tuning.
  public let trials: [[NamedValue]]
  /// The comparisons of the declared family.
  public private(set) var comparisons: [Comparison]
  /// Files that cells read.
  public private(set) var files: [DataFile]
  /// The folder that relative paths of the specification start from; empty for the current one.
  let folder: String
  let task: any ExperimentTask

  /// Two configurations that differ in the baseline's settings alone.
  public struct Comparison: Hashable, Sendable {
    public let configuration: Configuration
    public let baseline: Configuration
  }

  /// - Parameters:
  ///   - folder: what relative paths start from; empty for the current folder.
  ///   - tasks: those that there are.
  /// - Throws: ``ExperimentError`` for a cell that can't be trained or a file that is not there.
  public init(
    _ specification: ExperimentSpecification, folder: String, tasks: [any ExperimentTask]
  ) throws(ExperimentError) {
    guard let task = tasks.first(where: { $0.name == specification.task }) else {
      preconditionFailure("a specification of the unknown task \(specification.task)")
    }
    self.specification = specification
    self.task = task
    self.folder = folder
    trials = specification.tuning?.trials ?? []
    configurations = specification.configurations
    (comparisons, files) = ([], [])
    files = try checkedFiles()
    comparisons = try matched()
  }

  /// Seeds of the cells that the test uses, times configurations.
  public var cellCount: Int { configurations.count * specification.seeds.count }
  /// The figure that the test looks at.
  var metric: ExperimentMetric {
    task.metrics.first { $0.name == specification.metric } ?? task.metrics[0]
  }
  /// Cells of the search.
  public var tuningCellCount: Int { configurations.count * trials.count * (specification.tuning?.seeds.count ?? 0) }
}

// MARK: - Configurations
extension ExperimentSpecification {
  var configurations: [Configuration] {
    guard listed.isEmpty else {
      // One order of names in all, whatever order each cell says them in.
      let names = variedNames
      return listed.map { cell in Configuration(names.compactMap { name in cell.first { $0.name == name } }) }
    }
    let combinations = axes.reduce([[NamedValue]]([[]])) { rows, axis in
      rows.flatMap { row in axis.values.map { row + [NamedValue(axis.name, $0)] } }
    }
    return combinations.map { Configuration($0) }
  }
}

extension ExperimentPlan {
  /// The configurations with a partner that differs in the baseline's values alone.
  private func matched() throws(ExperimentError) -> [Comparison] {
    guard !specification.baseline.isEmpty else { return [] }
    var known: [Configuration: Configuration] = [:]
    var whole: [Configuration] = []
    for configuration in configurations {
      let values = try filled(configuration)
      whole.append(values)
      if known[values] == nil { known[values] = configuration }
    }
    return zip(configurations, whole).compactMap { configuration, values in
      let wanted = values.replacing(specification.baseline)
      guard wanted != values, let baseline = known[wanted] else { return nil }
      return Comparison(configuration: configuration, baseline: baseline)
    }
  }

  /// The configuration with what other listed cells say and it leaves out, as it is in force.
  private func filled(_ configuration: Configuration) throws(ExperimentError) -> Configuration {
    let names = specification.variedNames
    guard configuration.values.map(\.name) != names else { return configuration }
    let settings = try plainSettings(configuration, trial: trials.first ?? [], seed: specification.seeds[0])
    let inForce = Dictionary(settings.list.settings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return Configuration(
      names.compactMap { name in
        (configuration[name] ?? inForce[name].map { settings.scalar(of: $0) }).map { NamedValue(name, $0) }
      })
  }

  /// The settings of a cell, paths found.
  /// - Parameter trial: what tuning says.
  public func settings(
    _ configuration: Configuration, trial: [NamedValue], seed: Int
  ) throws(ExperimentError) -> Settings {
    resolvingPaths(try plainSettings(configuration, trial: trial, seed: seed))
  }

  /// The settings of a cell, paths as the specification says them.
  func plainSettings(
    _ configuration: Configuration, trial: [NamedValue], seed: Int
  ) throws(ExperimentError) -> Settings {
    var settings = Settings(task.list)
    do throws(SettingError) {
      for pair in specification.base + configuration.values + trial { try settings.set(pair.name, pair.value) }
      try settings.set("seed", .integer(seed))
    } catch { throw .setting(error) }
    try task.complete(&settings)
    return settings
  }

  /// Paths that start from the specification's folder.
  private func resolvingPaths(_ settings: Settings) -> Settings {
    guard !folder.isEmpty else { return settings }
    var settings = settings
    for setting in settings.list.settings where setting.namesFile && settings.isSaid(setting) {
      guard case .text(let path) = settings.scalar(of: setting), !path.hasPrefix("/"), path != "none",
        DataFile.exists(folder + "/" + path)
      else { continue }
      // A text stays a text: what was allowed still is.
      try? settings.set(setting.name, .text(folder + "/" + path))
    }
    return settings
  }

  /// Checks every configuration with every trial, and finds the files that they read.
  private func checkedFiles() throws(ExperimentError) -> [DataFile] {
    var paths: [String: String] = [:]
    let seed = specification.seeds[0]
    for configuration in configurations {
      for trial in trials.isEmpty ? [[]] : trials {
        let settings = try settings(configuration, trial: trial, seed: seed)
        do throws(ExperimentError) {
          try task.check(settings)
          for file in try task.files(settings) { paths[file.path] = file.setting }
        } catch {
          throw located(error, in: configuration.values + trial)
        }
        guard task.hasPart(specification.part, settings) else { throw partless(configuration.values + trial) }
      }
    }
    return try paths.sorted { $0.key < $1.key }.map { path, setting throws(ExperimentError) in
      do throws(ExperimentError) { return try DataFile(setting: setting, path: path) } catch {
        let pair = (specification.base + configurations.flatMap(\.values)).first { $0.name == setting }
        throw ExperimentError(
          code: error.code,
          message: ExperimentError.specification(specification.file, place(of: pair), error.message).message)
      }
    }
  }

  /// The part that the test looks at is not there: told where the setting of its file stands, or else what asks for it.
  private func partless(_ values: [NamedValue]) -> ExperimentError {
    let pair = (values + specification.base).first { $0.name == specification.part }
    return .specification(
      specification.file, place(of: pair) ?? specification.place(of: "test", "settings", "axes", "cells"),
      "there is no \(specification.part) part; say 'test: {part: dev}', or a test file")
  }

  /// The error of a cell, at the value that it speaks of, or else at the last that the cell says.
  private func located(_ error: ExperimentError, in values: [NamedValue]) -> ExperimentError {
    let pairs = values + specification.base
    let named = pairs.first { pair in
      let (message, text) = (error.message, pair.value.text)
      return message.contains("'\(text)'") || message.hasPrefix("\(text): ") || message.hasPrefix("\(pair.name) ")
    }
    return .specification(
      specification.file, place(of: named ?? values.last), "the cell \(Configuration(values).key): \(error.message)")
  }

  private func place(of pair: NamedValue?) -> SpecificationNode.Place? {
    pair.flatMap { specification.places["\($0.name)=\($0.value.text)"] }
  }
}

extension AnySetting {
  /// Whether its text is the path of a file or of a folder.
  fileprivate var namesFile: Bool { placeholder.hasPrefix("file") || placeholder == "dir" }
}

// MARK: - Power
extension ExperimentPlan {
  /// Refuses a declared test that can't reach its own level, whatever the figures will be.
  public func requirePower() throws(ExperimentError) {
    let (test, seeds) = (specification.test, specification.seeds.count)
    guard test.kind == .signFlip else { return }
    guard !comparisons.isEmpty else {
      throw .nothingCompared(
        specification.file, specification.place(of: "baseline", "test", "axes", "cells"),
        baseline: Configuration(specification.baseline).key)
    }
    guard DeclaredTest.smallestP(seeds: seeds, comparisons: comparisons.count) > test.level else { return }
    throw .underpowered(
      specification.file, specification.place(of: "seeds", "axes", "cells"), seeds: seeds,
      comparisons: comparisons.count, level: test.level, needed: test.seedsNeeded(comparisons: comparisons.count))
  }
}
