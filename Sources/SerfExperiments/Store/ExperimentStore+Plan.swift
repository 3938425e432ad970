internal import FoundationEssentials
internal import GRDB
internal import SerfSettings

/// An experiment in a store.
public struct StoredExperiment: Hashable, Sendable {
  let id: Int64
  public let name: String
}

// MARK: - Beginning, and going on
extension ExperimentStore {
  /// Puts an experiment's cells into the store, or those that it lacks.
  /// - Throws: ``ExperimentError`` where the store has another experiment of this name.
  public func begin(_ plan: ExperimentPlan, isDescriptive: Bool) throws(ExperimentError) -> StoredExperiment {
    let settings = try plan.storedSettings()
    let identity = plan.identity
    return try write { db in
      let specification = plan.specification
      let known = try Row.fetchOne(
        db, sql: "SELECT id, identity FROM experiments WHERE name = ?", arguments: [specification.name])
      let id: Int64
      if let known {
        id = known["id"]
        try self.requireSame(known["identity"], plan, settings, id: id, db)
        try db.execute(
          sql:
            "UPDATE experiments SET title = ?, about = ?, specification = ?, comparisons = ?, descriptive = ? WHERE id = ?",
          arguments: [
            specification.title, specification.about, specification.text, plan.comparisons.count, isDescriptive, id,
          ])
      } else {
        id = try Self.insert(plan, identity: identity, isDescriptive: isDescriptive, db)
      }
      for (index, configuration) in plan.configurations.enumerated() {
        for trial in plan.trials.indices {
          try Self.insert(
            ConfigurationRow(
              experiment: id, phase: .tune, position: index, configuration: configuration, trial: trial,
              settings: settings[index][trial]), seeds: specification.tuning?.seeds ?? [], db)
        }
        try Self.insert(
          ConfigurationRow(
            experiment: id, phase: .final, position: index, configuration: configuration, trial: 0,
            settings: plan.trials.isEmpty ? settings[index][0] : []), seeds: specification.seeds, db)
      }
      // What a killed run was at is begun anew.
      try db.execute(
        sql: """
          UPDATE cells SET state = 'waiting' WHERE state = 'running' AND configuration_id IN
            (SELECT id FROM configurations WHERE experiment_id = ?)
          """, arguments: [id])
      return StoredExperiment(id: id, name: specification.name)
    }
  }

  private static func insert(
    _ plan: ExperimentPlan, identity: String, isDescriptive: Bool, _ db: Database
  ) throws -> Int64 {
    let specification = plan.specification
    try db.execute(
      sql: """
        INSERT INTO experiments (name, title, about, task, metric, metric_scale, metric_floor, part, baseline, test,
          level, comparisons, hypotheses, descriptive, identity, specification, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        specification.name, specification.title, specification.about, specification.task, specification.metric,
        plan.metric.scale, plan.metric.floor, specification.part, specification.baseline.json,
        specification.test.kind.rawValue,
        specification.test.level, plan.comparisons.count, JSONList.text(of: specification.hypotheses), isDescriptive,
        identity, specification.text, Self.now,
      ])
    let id = db.lastInsertedRowID
    for file in plan.files {
      try db.execute(
        sql: "INSERT INTO data_files VALUES (?, ?, ?, ?, ?)",
        arguments: [id, file.setting, file.path, file.size, file.fingerprint])
    }
    return id
  }

  /// A configuration as the store has it.
  struct ConfigurationRow {
    let experiment: Int64
    let phase: ExperimentPhase
    let position: Int
    let configuration: Configuration
    let trial: Int
    let settings: [StoredSetting]
  }

  private static func insert(_ row: ConfigurationRow, seeds: [Int], _ db: Database) throws {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO configurations (experiment_id, phase, position, name, varied, trial) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (experiment_id, phase, name, trial) DO UPDATE SET position = excluded.position RETURNING id
        """)
    let id = try Int64.fetchOne(
      insert,
      arguments: [
        row.experiment, row.phase.rawValue, row.position, row.configuration.key,
        row.configuration.values.json, row.trial,
      ])
    guard let id else { preconditionFailure("a configuration without an id") }
    try replaceSettings(row.settings, of: id, db)
    let cell = try db.cachedStatement(
      sql: "INSERT INTO cells (configuration_id, seed, state) VALUES (?, ?, 'waiting') ON CONFLICT DO NOTHING")
    for seed in seeds { try cell.execute(arguments: [id, seed]) }
  }

  private static func replaceSettings(_ settings: [StoredSetting], of configuration: Int64, _ db: Database) throws {
    let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)")
    for setting in settings {
      try insert.execute(arguments: [configuration, setting.name, setting.value, setting.origin.rawValue])
    }
  }

  /// Notes what tuning chose for a configuration.
  func choose(_ settings: [StoredSetting], for configuration: Configuration, of experiment: StoredExperiment)
    throws(ExperimentError)
  {
    try write { db in
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM configurations WHERE experiment_id = ? AND phase = 'final' AND name = ?",
        arguments: [experiment.id, configuration.key])
      if let id { try Self.replaceSettings(settings, of: id, db) }
    }
  }

  /// The moment, as ISO 8601 in UTC.
  static var now: String { Date().formatted(.iso8601) }
}

extension [NamedValue] {
  /// Names and values in turn, as a column of the store has them.
  fileprivate var json: String { JSONList.text(of: flatMap { [$0.name, $0.value.text] }) }
}

// MARK: - Is it the same?
extension ExperimentStore {
  /// Seeds and values of axes may be added; all else must be as it was.
  private func requireSame(
    _ stored: String, _ plan: ExperimentPlan, _ settings: [[[StoredSetting]]], id: Int64, _ db: Database
  ) throws {
    let (before, after) = (stored.split(separator: "\n"), plan.identity.split(separator: "\n"))
    var differences = before.filter { !after.contains($0) }.map { "'\($0)' is gone" }
    differences += after.filter { !before.contains($0) }.map { "'\($0)' is new" }
    for row in try Row.fetchAll(
      db, sql: "SELECT setting, fingerprint FROM data_files WHERE experiment_id = ?", arguments: [id])
    where !plan.files.contains(where: { $0.setting == row["setting"] && $0.fingerprint == row["fingerprint"] }) {
      differences.append("the file of '\(row["setting"] as String)' is another")
    }
    differences += try changedDefaults(plan, settings, id: id, db)
    let keys = Set(plan.configurations.map(\.key))
    let finished = try Row.fetchAll(
      db,
      sql: """
        SELECT configurations.name, COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
        WHERE experiment_id = ? AND phase = 'final' AND state = 'finished' GROUP BY configurations.name
        """, arguments: [id])
    for row in finished where !keys.contains(row[0]) {
      differences.append("'\(row[0] as String)' is gone, and has \(row[1] as Int) finished cells")
    }
    guard differences.isEmpty else {
      throw ExperimentError.changed(plan.specification.name, in: path, differences)
    }
  }

  /// Settings of known configurations that are no longer what they were, as after a change of the toolkit's defaults.
  private func changedDefaults(
    _ plan: ExperimentPlan, _ settings: [[[StoredSetting]]], id: Int64, _ db: Database
  ) throws -> [String] {
    let phase = plan.trials.isEmpty ? "final" : "tune"
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT configurations.name, settings.name, value FROM settings
        JOIN configurations ON configurations.id = configuration_id
        WHERE experiment_id = ? AND phase = ? AND trial = 0 AND origin = 'default'
        """, arguments: [id, phase])
    var now: [String: [String: String]] = [:]
    for (configuration, trials) in zip(plan.configurations, settings) {
      now[configuration.key] = Dictionary(trials[0].map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }
    var changed: [String] = []
    for row in rows {
      let (name, value): (String, String) = (row[1], row[2])
      guard let found = now[row[0]]?[name], found != value else { continue }
      let difference = "the default of \(name) was \(value) and is \(found)"
      if !changed.contains(difference) { changed.append(difference) }
    }
    return changed
  }
}
