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
        try requireSame(known["identity"], plan, settings, id: id, db)
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

  static func replaceSettings(_ settings: [StoredSetting], of configuration: Int64, _ db: Database) throws {
    let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)")
    for setting in settings {
      try insert.execute(arguments: [configuration, setting.name, setting.value, setting.origin.rawValue])
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
  /// Refuses a plan that an experiment of the store can't go on with; one that the store does not have is fine.
  public func requireSame(_ plan: ExperimentPlan) throws(ExperimentError) {
    let settings = try plan.storedSettings()
    try read { db in
      let known = try Row.fetchOne(
        db, sql: "SELECT id, identity FROM experiments WHERE name = ?", arguments: [plan.specification.name])
      if let known { try requireSame(known["identity"], plan, settings, id: known["id"], db) }
    }
  }

  /// Seeds and values of axes may be added; all else must be as it was.
  private func requireSame(
    _ stored: String, _ plan: ExperimentPlan, _ settings: [[[StoredSetting]]], id: Int64, _ db: Database
  ) throws {
    var differences = plan.differences(from: stored)
    for row in try Row.fetchAll(
      db, sql: "SELECT setting, fingerprint FROM data_files WHERE experiment_id = ?", arguments: [id])
    where !plan.files.contains(where: { $0.setting == row["setting"] && $0.fingerprint == row["fingerprint"] }) {
      differences.append("the file of '\(row["setting"] as String)' is another")
    }
    differences += try changedDefaults(plan, settings, id: id, db)
    differences += try goneCells(plan, id: id, db)
    guard differences.isEmpty else {
      throw ExperimentError.changed(plan.specification.name, in: path, differences)
    }
  }

  /// Configurations and seeds that the plan no longer has. What was declared stays, finished or not: who may drop cells
  /// may choose what the test sees.
  private func goneCells(_ plan: ExperimentPlan, id: Int64, _ db: Database) throws -> [String] {
    func counts(of column: String) throws -> [Row] {
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(column), SUM(state = 'finished') FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND phase = 'final' GROUP BY 1 ORDER BY MIN(position), 1
          """, arguments: [id])
    }
    func gone(_ what: String, _ finished: Int) -> String {
      "'\(what)' is gone" + (finished > 0 ? ", and has \(finished) finished cells" : "")
    }
    let (keys, seeds) = (Set(plan.configurations.map(\.key)), Set(plan.specification.seeds))
    return try counts(of: "name").filter { !keys.contains($0[0]) }.map { gone($0[0], $0[1]) }
      + counts(of: "seed").filter { !seeds.contains($0[0]) }.map { gone("seed \($0[0] as Int)", $0[1]) }
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
