internal import FoundationEssentials
internal import GRDB
internal import SerfTraining

// MARK: - What is left to do
extension ExperimentStore {
  /// The cells of a phase that wait, all configurations of a seed before the next seed, so that a grid that is stopped
  /// has whole pairs.
  func pending(
    _ phase: ExperimentPhase, of experiment: StoredExperiment, _ plan: ExperimentPlan
  ) throws(ExperimentError) -> [PendingCell] {
    let configurations = Dictionary(plan.configurations.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT cells.id, name, trial, seed FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND phase = ? AND state = 'waiting' ORDER BY seed, trial, position
          """, arguments: [experiment.id, phase.rawValue]
      ).compactMap { row in
        configurations[row["name"]].map {
          PendingCell(id: row["id"], phase: phase, configuration: $0, trial: row["trial"], seed: row["seed"])
        }
      }
    }
  }

  /// How many cells of a phase are in each state.
  func counts(_ phase: ExperimentPhase, of experiment: StoredExperiment) throws(ExperimentError) -> [CellState: Int] {
    try read { db in
      var counts: [CellState: Int] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT state, COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND phase = ? GROUP BY state
          """, arguments: [experiment.id, phase.rawValue])
      while let row = try rows.next() {
        if let state = CellState(rawValue: row[0]) { counts[state] = row[1] }
      }
      return counts
    }
  }

  /// The programs that finished cells are of, and how many each.
  func codeVersions(of experiment: StoredExperiment) throws(ExperimentError) -> [(version: String, count: Int)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT code_version, COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND state = 'finished' AND code_version <> '' GROUP BY 1 ORDER BY 1
          """, arguments: [experiment.id]
      ).map { (version: $0[0], count: $0[1]) }
    }
  }

  /// Lets failed cells run again.
  func retryFailed(of experiment: StoredExperiment) throws(ExperimentError) {
    try write { db in
      try db.execute(
        sql: """
          UPDATE cells SET state = 'waiting', reason = NULL WHERE state = 'failed' AND configuration_id IN
            (SELECT id FROM configurations WHERE experiment_id = ?)
          """, arguments: [experiment.id])
    }
  }

  /// The mean time of finished cells of a phase; nil where none is finished.
  func meanSeconds(_ phase: ExperimentPhase, of experiment: StoredExperiment) throws(ExperimentError) -> Double? {
    try read { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT AVG(total_seconds) FROM cells JOIN configurations ON configurations.id = configuration_id
          WHERE experiment_id = ? AND phase = ? AND state = 'finished'
          """, arguments: [experiment.id, phase.rawValue])
    }
  }
}

// MARK: - How a cell ends
extension ExperimentStore {
  func start(_ cell: PendingCell) throws(ExperimentError) {
    try write { db in
      try db.execute(
        sql: "UPDATE cells SET state = 'running', attempts = attempts + 1 WHERE id = ?", arguments: [cell.id])
    }
  }

  /// Puts a cell back that was stopped on request.
  func putBack(_ cell: PendingCell) throws(ExperimentError) {
    try write { db in
      try db.execute(sql: "UPDATE cells SET state = 'waiting' WHERE id = ?", arguments: [cell.id])
    }
  }

  func fail(_ cell: PendingCell, reason: String, machine: Machine, code: String) throws(ExperimentError) {
    try write { db in
      let machine = try Self.id(of: machine, db)
      try db.execute(
        sql: """
          UPDATE cells SET state = 'failed', reason = ?, machine_id = ?, code_version = ?, finished_at = ? WHERE id = ?
          """, arguments: [reason, machine, code, Self.now, cell.id])
    }
  }

  /// Keeps all of a finished cell, or nothing.
  func finish(
    _ cell: PendingCell, _ record: CellRecord, of experiment: StoredExperiment, machine: Machine, code: String
  ) throws(ExperimentError) {
    try write { db in
      try Self.insert(
        record, cell: cell.id, experiment: experiment.id, machine: machine, code: code, at: Self.now, db)
    }
  }

  static func insert(
    _ record: CellRecord, cell: Int64, experiment: Int64, machine: Machine, code: String, at moment: String,
    _ db: Database
  ) throws {
    let figures = record.figures
    try db.execute(
      sql: """
        UPDATE cells SET state = 'finished', reason = NULL, machine_id = ?, code_version = ?, finished_at = ?,
          parameters = ?, epochs = ?, updates = ?, training_seconds = ?, total_seconds = ?, tokens_per_second = ?
        WHERE id = ?
        """,
      arguments: [
        try id(of: machine, db), code, moment, figures.parameters, figures.epochs, figures.updates, figures.seconds,
        record.totalSeconds, figures.tokensPerSecond, cell,
      ])
    let insertFigure = try db.cachedStatement(sql: "INSERT OR REPLACE INTO figures VALUES (?, ?, ?, ?)")
    for figure in figures.figures {
      try insertFigure.execute(arguments: [cell, figure.part, figure.name, figure.value])
    }
    let insertPoint = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO curves VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for point in record.curve {
      try insertPoint.execute(arguments: [
        cell, point.epoch, point.update, point.trainingLoss, point.loss, point.score, point.learningRate,
        point.gradientNorm, point.seconds,
      ])
    }
    for diagnosis in record.diagnoses { try insert(diagnosis, cell: cell, db) }
    for answers in record.answers {
      try insert(answers, fingerprint: answers.itemFingerprint, cell: cell, experiment: experiment, db)
    }
    for sentences in record.sentences {
      try insert(sentences, fingerprint: sentences.itemFingerprint, cell: cell, experiment: experiment, db)
    }
  }

  static func id(of machine: Machine, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        INSERT INTO machines (processor, cores, system) VALUES (?, ?, ?)
        ON CONFLICT (processor, cores, system) DO UPDATE SET cores = cores RETURNING id
        """, arguments: [machine.processor, machine.cores, machine.system])
  }
}

// MARK: - Diagnoses
extension ExperimentStore {
  private static func insert(_ diagnosis: DiagnosisReport, cell: Int64, _ db: Database) throws {
    let gradient = try db.cachedStatement(sql: "INSERT OR REPLACE INTO gradients VALUES (?, ?, ?, ?, ?)")
    try gradient.execute(arguments: [
      cell, diagnosis.epoch, diagnosis.gradientNorm, diagnosis.gradientNormDeviation,
      diagnosis.gradientNormUnsteadiness,
    ])
    let activation = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO activations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, layer) in diagnosis.layers.enumerated() {
      try activation.execute(arguments: [
        cell, diagnosis.epoch, layer.layer, position, layer.dead, layer.saturated, layer.mean, layer.variance,
        layer.units, layer.activation,
      ])
    }
  }
}

// MARK: - Answers and translations
extension ExperimentStore {
  static func insert(
    _ answers: PartAnswers, fingerprint: String, cell: Int64, experiment: Int64, _ db: Database
  ) throws {
    let items = StoredItems(
      part: answers.part, fingerprint: fingerprint, labels: answers.labels, gold: answers.gold, texts: answers.texts)
    try db.execute(
      sql: "INSERT OR REPLACE INTO predictions VALUES (?, ?, ?)",
      arguments: [cell, try items.set(of: experiment, db), JSONList.text(of: answers.predicted)])
  }

  static func insert(
    _ sentences: SentenceScores, fingerprint: String, cell: Int64, experiment: Int64, _ db: Database
  ) throws {
    let items = StoredItems(
      part: sentences.part, fingerprint: fingerprint, labels: [],
      gold: [Int](repeating: 0, count: sentences.chrf.count), texts: sentences.sources,
      references: sentences.references)
    try db.execute(
      sql: "INSERT OR REPLACE INTO translations VALUES (?, ?, ?, ?, ?)",
      arguments: [
        cell, try items.set(of: experiment, db), JSONList.text(of: sentences.translations),
        JSONList.text(of: sentences.bleu), JSONList.text(of: sentences.chrf),
      ])
  }
}

/// Lists in a column of the store, as SQLite's own `json_each` reads them.
enum JSONList {
  static func text(of numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }

  static func text(of texts: [String]) -> String {
    guard let data = try? JSONEncoder().encode(texts) else { preconditionFailure("texts that are no JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  static func text(of hypotheses: [Hypothesis]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(hypotheses) else { preconditionFailure("hypotheses that are no JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  static func hypotheses(_ json: String) -> [Hypothesis] {
    (try? JSONDecoder().decode([Hypothesis].self, from: Data(json.utf8))) ?? []
  }

  static func texts(_ json: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
  }

  /// Byte by byte: a store has millions of answers.
  static func numbers(_ json: String) -> [Int] {
    var (numbers, number, hasDigits): ([Int], Int, Bool) = ([], 0, false)
    for byte in json.utf8 {
      if byte >= 0x30, byte <= 0x39 {
        number = number &* 10 &+ Int(byte &- 0x30)
        hasDigits = true
      } else if hasDigits {
        numbers.append(number)
        (number, hasDigits) = (0, false)
      }
    }
    return numbers
  }
}
