internal import SerfSettings

/// A setting of a configuration in force, as the store keeps it, and why it has its value.
public struct StoredSetting: Hashable, Sendable, Codable {
  public enum Origin: String, Hashable, Sendable, Codable {
    /// The cell's place in the grid.
    case axis
    /// Chosen on dev.
    case tuned
    /// Said for all cells.
    case said
    /// Nobody said another.
    case `default`
  }

  public let name: String
  public let value: String
  public let origin: Origin
}

extension ExperimentPlan {
  /// What must stay the same when an experiment goes on, a line each; seeds and the values of axes may grow.
  var identity: String {
    let specification = specification
    var lines = [
      "task: \(specification.task)", "metric: \(specification.metric) on \(specification.part)",
      "test: \(specification.test.kind.rawValue) at \(specification.test.level)",
      "baseline: \(Configuration(specification.baseline).key)",
      "varies: \(specification.variedNames.joined(separator: ", "))",
    ]
    lines += specification.base.map { "\($0.name): \($0.value.text)" }
    lines += specification.hypotheses.map { "hypothesis: \($0.text)" }
    if let tuning = specification.tuning {
      lines.append("tuning seeds: \(tuning.seeds.map(String.init).joined(separator: ", "))")
      lines += trials.enumerated().map { "trial \($0.offset + 1): \(Configuration($0.element).key)" }
    }
    return lines.joined(separator: "\n")
  }

  /// What of an identity is no longer so, and what is new. The order of lines means nothing.
  func differences(from stored: String) -> [String] {
    let (before, after) = (stored.split(separator: "\n"), identity.split(separator: "\n"))
    return before.filter { !after.contains($0) }.map { "'\($0)' is gone" }
      + after.filter { !before.contains($0) }.map { "'\($0)' is new" }
  }

  /// The settings of every configuration with every trial, or with none where nothing is tuned.
  func storedSettings() throws(ExperimentError) -> [[[StoredSetting]]] {
    try configurations.map { configuration throws(ExperimentError) in
      try (trials.isEmpty ? [[]] : trials).map { trial throws(ExperimentError) in
        try storedSettings(configuration, trial: trial)
      }
    }
  }

  /// The settings in force but for the seed; paths as the specification says them.
  func storedSettings(
    _ configuration: Configuration, trial: [NamedValue]
  ) throws(ExperimentError) -> [StoredSetting] {
    let settings = try plainSettings(configuration, trial: trial, seed: specification.seeds[0])
    return settings.list.settings.filter { $0.isSaved && $0.name != "seed" }.map { setting in
      let origin: StoredSetting.Origin =
        configuration[setting.name] != nil
        ? .axis
        : trial.contains { $0.name == setting.name } ? .tuned : settings.isSaid(setting) ? .said : .default
      return StoredSetting(name: setting.name, value: settings.scalar(of: setting).text, origin: origin)
    }
  }
}
