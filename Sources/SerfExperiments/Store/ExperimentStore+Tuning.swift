internal import FoundationEssentials
internal import GRDB

// MARK: - What the search has come to
extension ExperimentStore {
  /// The dev figures of every trial of every configuration, in the order of their seeds.
  func tuningFigures(
    metric: String, of experiment: StoredExperiment
  ) throws(ExperimentError) -> [String: [Int: [Double]]] {
    try read { db in
      var figures: [String: [Int: [Double]]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT configurations.name, trial, value FROM cells
          JOIN configurations ON configurations.id = configuration_id JOIN figures ON cell_id = cells.id
          WHERE experiment_id = ? AND phase = 'tune' AND state = 'finished' AND part = 'dev' AND figures.name = ?
          ORDER BY seed
          """, arguments: [experiment.id, metric])
      while let row = try rows.next() { figures[row[0], default: [:]][row[1], default: []].append(row[2]) }
      return figures
    }
  }

  /// Why the first cell of a configuration's search failed.
  func firstTuningFailure(
    of configuration: Configuration, in experiment: StoredExperiment
  ) throws(ExperimentError) -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT reason FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND phase = 'tune' AND name = ? AND state = 'failed' ORDER BY trial, seed LIMIT 1
          """, arguments: [experiment.id, configuration.key])
    }
  }

  /// Fails the cells of a configuration that wait for a choice that can't be made.
  /// - Returns: how many.
  func failFinals(
    of configuration: Configuration, in experiment: StoredExperiment, reason: String, machine: Machine, code: String
  ) throws(ExperimentError) -> Int {
    try write { db in
      let machine = try Self.id(of: machine, db)
      try db.execute(
        sql: """
          UPDATE cells SET state = 'failed', reason = ?, machine_id = ?, code_version = ?, finished_at = ?
          WHERE state = 'waiting' AND configuration_id IN
            (SELECT id FROM configurations WHERE experiment_id = ? AND phase = 'final' AND name = ?)
          """, arguments: [reason, machine, code, Self.now, experiment.id, configuration.key])
      return db.changesCount
    }
  }
}

// MARK: - What is chosen
extension ExperimentStore {
  /// Notes what tuning chose for a configuration. Its cells that had another trial's settings are begun anew, in the same
  /// transaction: the settings of a configuration are those of all of its finished cells.
  /// - Returns: how many finished cells are begun anew.
  func choose(
    _ settings: [StoredSetting], for configuration: Configuration, of experiment: StoredExperiment
  ) throws(ExperimentError) -> Int {
    try write { db in
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM configurations WHERE experiment_id = ? AND phase = 'final' AND name = ?",
        arguments: [experiment.id, configuration.key])
      guard let id else { return 0 }
      let isSame = try Self.tunedDifference(settings, from: id, db) == nil
      try Self.replaceSettings(settings, of: id, db)
      return isSame ? 0 : try Self.beginAnew(id, db)
    }
  }

  /// Takes what tuning chose elsewhere for cells that are brought in; ``choose(_:for:of:)`` compares it with what tuning
  /// chooses here.
  /// - Throws: ``ExperimentError`` where the configuration has finished cells of another choice.
  static func adopt(_ setup: Study.Setup, as id: Int64, path: String, _ db: Database) throws {
    guard let (name, other, own) = try tunedDifference(setup.settings, from: id, db) else { return }
    let finished = try Int.fetchOne(
      db, sql: "SELECT COUNT(*) FROM cells WHERE configuration_id = ? AND state = 'finished'", arguments: [id])
    if finished ?? 0 > 0 {
      throw ExperimentError.wrongExport(
        path, "\(setup.key) was trained with \(name) \(other) there, as tuning chose, and here with \(own ?? "another")"
      )
    }
    try replaceSettings(setup.settings, of: id, db)
  }

  /// The first tuned setting that a configuration has otherwise; nil where all are the same.
  private static func tunedDifference(
    _ settings: [StoredSetting], from id: Int64, _ db: Database
  ) throws -> (name: String, value: String, stored: String?)? {
    let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM settings WHERE configuration_id = ?", arguments: [id])
    let stored = Dictionary(rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
    let other = settings.first { $0.origin == .tuned && stored[$0.name] != $0.value }
    return other.map { ($0.name, $0.value, stored[$0.name]) }
  }

  /// Lets the cells of a configuration be trained anew, without anything that they left.
  /// - Returns: how many of them were finished.
  private static func beginAnew(_ configuration: Int64, _ db: Database) throws -> Int {
    let finished = try Int.fetchOne(
      db, sql: "SELECT COUNT(*) FROM cells WHERE configuration_id = ? AND state = 'finished'",
      arguments: [configuration])
    for table in ["figures", "curves", "gradients", "activations", "predictions", "translations"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE cell_id IN (SELECT id FROM cells WHERE configuration_id = ?)",
        arguments: [configuration])
    }
    try db.execute(
      sql: """
        UPDATE cells SET state = 'waiting', reason = NULL, machine_id = NULL, code_version = NULL, finished_at = NULL,
          parameters = NULL, epochs = NULL, updates = NULL, training_seconds = NULL, total_seconds = NULL,
          tokens_per_second = NULL
        WHERE configuration_id = ?
        """, arguments: [configuration])
    return finished ?? 0
  }
}
