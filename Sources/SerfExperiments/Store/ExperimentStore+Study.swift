internal import GRDB

/// A line of `experiment list`.
public struct ExperimentListing: Hashable, Sendable {
  public var name: String
  public var title: String
  public var task: String
  public var finished: Int
  public var failed: Int
  public var total: Int
  /// Unit: seconds, summed over cells.
  public var seconds: Double
  public var createdAt: String
  /// Why cells failed, and how many.
  public var reasons: [Reason]

  public struct Reason: Hashable, Sendable {
    public var text: String
    public var count: Int
  }
}

// MARK: - What there is
extension ExperimentStore {
  /// The experiments of the store, oldest first.
  public func listings() throws(ExperimentError) -> [ExperimentListing] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT experiments.id, name, title, task, created_at,
            (SELECT COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
             WHERE experiment_id = experiments.id AND state = 'finished') AS finished,
            (SELECT COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
             WHERE experiment_id = experiments.id AND state = 'failed') AS failed,
            (SELECT COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
             WHERE experiment_id = experiments.id) AS total,
            (SELECT COALESCE(SUM(total_seconds), 0) FROM cells
             JOIN configurations ON configurations.id = configuration_id
             WHERE experiment_id = experiments.id) AS seconds
          FROM experiments ORDER BY experiments.id
          """
      ).map { row in
        ExperimentListing(
          name: row["name"], title: row["title"], task: row["task"], finished: row["finished"], failed: row["failed"],
          total: row["total"], seconds: row["seconds"], createdAt: row["created_at"],
          reasons: try Self.reasons(row["id"], db))
      }
    }
  }

  private static func reasons(_ experiment: Int64, _ db: Database) throws -> [ExperimentListing.Reason] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT reason, COUNT(*) FROM cells JOIN configurations ON configurations.id = configuration_id
        WHERE experiment_id = ? AND state = 'failed' GROUP BY reason ORDER BY 2 DESC, 1
        """, arguments: [experiment]
    ).map { ExperimentListing.Reason(text: $0[0], count: $0[1]) }
  }

  /// All of one experiment, as it stands.
  /// - Parameter name: nil where the store has only one.
  public func study(_ name: String? = nil) throws(ExperimentError) -> Study {
    let known = try listings().map(\.name)
    guard let name = name ?? (known.count == 1 ? known[0] : nil), known.contains(name) else {
      throw .noExperiment(name, in: path, known: known)
    }
    return try read { db in try StudyReader(db, experiment: name).study }
  }
}

/// Reads an experiment table by table: a query each, however many cells there are.
private struct StudyReader {
  private(set) var study: Study
  private let db: Database
  private let id: Int64
  /// Numbers in the study, by id in the store.
  private var setups: [Int64: Int] = [:]
  private var cells: [Int64: (setup: Int, cell: Int)] = [:]
  private var itemSets: [Int64: Int] = [:]
  private var machines: [Int64: Int] = [:]

  init(_ db: Database, experiment name: String) throws {
    self.db = db
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM experiments WHERE name = ?", arguments: [name]) else {
      preconditionFailure("an experiment that is listed and is not there: \(name)")
    }
    id = row["id"]
    study = Study(
      name: name, title: row["title"], about: row["about"], task: row["task"], metric: row["metric"],
      metricScale: row["metric_scale"], metricFloor: row["metric_floor"], part: row["part"],
      baseline: Self.pairs(row["baseline"]), test: row["test"], level: row["level"],
      hypotheses: JSONList.hypotheses(row["hypotheses"]), isDescriptive: row["descriptive"],
      identity: row["identity"], specification: row["specification"], files: [], configurations: [], itemSets: [],
      machines: [])
    try readFiles()
    try readConfigurations()
    try readSettings()
    try readCells()
    try readFigures()
    try readCurves()
    try readDiagnoses()
    try readAnswers()
    try readTranslations()
  }

  /// Names and values in turn.
  private static func pairs(_ json: String) -> [Study.Pair] {
    let texts = JSONList.texts(json)
    return stride(from: 0, to: texts.count - 1, by: 2).map { Study.Pair(name: texts[$0], value: texts[$0 + 1]) }
  }

  private func rows(_ sql: String) throws -> RowCursor { try Row.fetchCursor(db, sql: sql, arguments: [id]) }

  private mutating func readFiles() throws {
    let rows = try rows(
      "SELECT setting, path, size, fingerprint FROM data_files WHERE experiment_id = ? ORDER BY setting")
    while let row = try rows.next() {
      study.files.append(Study.File(setting: row[0], path: row[1], size: row[2], fingerprint: row[3]))
    }
  }

  private mutating func readConfigurations() throws {
    let rows = try rows(
      "SELECT id, phase, trial, name, varied FROM configurations WHERE experiment_id = ? ORDER BY phase, position, trial"
    )
    while let row = try rows.next() {
      let varied = Self.pairs(row[4])
      setups[row[0]] = study.configurations.count
      study.configurations.append(
        Study.Setup(phase: row[1], trial: row[2], key: row[3], varied: varied, settings: [], cells: []))
    }
  }

  private mutating func readSettings() throws {
    let rows = try rows(
      """
      SELECT configuration_id, settings.name, value, origin FROM settings
      JOIN configurations ON configurations.id = configuration_id WHERE experiment_id = ?
      """)
    while let row = try rows.next() {
      guard let setup = setups[row[0]], let origin = StoredSetting.Origin(rawValue: row[3]) else { continue }
      study.configurations[setup].settings.append(StoredSetting(name: row[1], value: row[2], origin: origin))
    }
  }

  private mutating func readCells() throws {
    let rows = try rows(
      """
      SELECT cells.*, processor, cores, system FROM cells JOIN configurations ON configurations.id = configuration_id
      LEFT JOIN machines ON machines.id = machine_id WHERE experiment_id = ? ORDER BY seed
      """)
    while let row = try rows.next() {
      guard let setup = setups[row["configuration_id"]] else { continue }
      cells[row["id"]] = (setup, study.configurations[setup].cells.count)
      var cell = Study.Cell(seed: row["seed"], state: row["state"], figures: [:], curve: [], answers: [])
      cell.reason = row["reason"]
      (cell.parameters, cell.epochs, cell.updates) = (row["parameters"], row["epochs"], row["updates"])
      (cell.trainingSeconds, cell.totalSeconds) = (row["training_seconds"], row["total_seconds"])
      (cell.tokensPerSecond, cell.finishedDate) = (row["tokens_per_second"], row["finished_at"])
      cell.codeVersion = row["code_version"]
      if let id = row["machine_id"] as Int64? {
        if machines[id] == nil {
          machines[id] = study.machines.count
          study.machines.append(Machine(processor: row["processor"], cores: row["cores"], system: row["system"]))
        }
        cell.machine = machines[id]
      }
      study.configurations[setup].cells.append(cell)
    }
  }

  private mutating func readFigures() throws {
    let rows = try rows(
      """
      SELECT cell_id, part, figures.name, value FROM figures JOIN cells ON cells.id = cell_id
      JOIN configurations ON configurations.id = configuration_id WHERE experiment_id = ?
      """)
    while let row = try rows.next() {
      guard let place = cells[row[0]] else { continue }
      let (part, name): (String, String) = (row[1], row[2])
      study.configurations[place.setup].cells[place.cell].figures["\(part) \(name)"] = row[3]
    }
  }

  private mutating func readCurves() throws {
    let rows = try rows(
      """
      SELECT cell_id, epoch, curves.updates, training_loss, dev_loss, dev_score, learning_rate, gradient_norm, seconds
      FROM curves JOIN cells ON cells.id = cell_id JOIN configurations ON configurations.id = configuration_id
      WHERE experiment_id = ? ORDER BY cell_id, epoch
      """)
    while let row = try rows.next() {
      guard let place = cells[row[0]] else { continue }
      study.configurations[place.setup].cells[place.cell].curve.append(
        Study.Point(
          epoch: row[1], updates: row[2], trainingLoss: row[3], devLoss: row[4], devScore: row[5],
          learningRate: row[6], gradientNorm: row[7], seconds: row[8]))
    }
  }

  private mutating func readDiagnoses() throws {
    let gradients = try rows(
      """
      SELECT cell_id, epoch, mean_norm, norm_deviation, unsteadiness FROM gradients JOIN cells ON cells.id = cell_id
      JOIN configurations ON configurations.id = configuration_id WHERE experiment_id = ? ORDER BY cell_id, epoch
      """)
    while let row = try gradients.next() {
      guard let place = cells[row[0]] else { continue }
      study.configurations[place.setup].cells[place.cell].diagnoses.append(
        Study.Diagnosis(
          epoch: row[1], gradientNorm: row[2], normDeviation: row[3], unsteadiness: row[4], layers: []))
    }
    let layers = try rows(
      """
      SELECT cell_id, epoch, layer, dead, saturated, mean, variance, units, activation FROM activations JOIN cells ON cells.id = cell_id
      JOIN configurations ON configurations.id = configuration_id WHERE experiment_id = ?
      ORDER BY cell_id, epoch, activations.position
      """)
    while let row = try layers.next() {
      guard let place = cells[row[0]] else { continue }
      let epoch: Int = row[1]
      let known = study.configurations[place.setup].cells[place.cell].diagnoses.lastIndex { $0.epoch == epoch }
      guard let known else { continue }
      study.configurations[place.setup].cells[place.cell].diagnoses[known].layers.append(
        Study.Diagnosis.Layer(
          layer: row[2], dead: row[3], saturated: row[4], mean: row[5], variance: row[6], units: row[7],
          activation: row[8]))
    }
  }

  private mutating func readAnswers() throws {
    let sets = try rows("SELECT id, part, fingerprint, labels FROM item_sets WHERE experiment_id = ? ORDER BY id")
    while let row = try sets.next() {
      itemSets[row[0]] = study.itemSets.count
      study.itemSets.append(
        Study.ItemSet(
          part: row[1], fingerprint: row[2], labels: JSONList.texts(row[3]), gold: [], texts: [], references: []))
    }
    let items = try rows(
      """
      SELECT item_set_id, gold, text, reference FROM items JOIN item_sets ON item_sets.id = item_set_id
      WHERE experiment_id = ? ORDER BY item_set_id, number
      """)
    while let row = try items.next() {
      guard let set = itemSets[row[0]] else { continue }
      study.itemSets[set].gold.append(row[1])
      if let text = row[2] as String? { study.itemSets[set].texts?.append(text) }
      if let text = row[3] as String? { study.itemSets[set].references?.append(text) }
    }
    let answers = try rows(
      """
      SELECT cell_id, item_set_id, answers FROM predictions JOIN item_sets ON item_sets.id = item_set_id
      WHERE experiment_id = ? ORDER BY cell_id, item_set_id
      """)
    while let row = try answers.next() {
      guard let place = cells[row[0]], let set = itemSets[row[1]] else { continue }
      study.configurations[place.setup].cells[place.cell].answers.append(
        Study.Answers(itemSet: set, predicted: JSONList.numbers(row[2])))
    }
    for set in study.itemSets.indices {
      let count = study.itemSets[set].gold.count
      if study.itemSets[set].texts?.count != count { study.itemSets[set].texts = nil }
      if study.itemSets[set].references?.count != count { study.itemSets[set].references = nil }
    }
  }

  private mutating func readTranslations() throws {
    let rows = try rows(
      """
      SELECT cell_id, item_set_id, texts, bleu, chrf FROM translations
      JOIN item_sets ON item_sets.id = item_set_id WHERE experiment_id = ? ORDER BY cell_id, item_set_id
      """)
    while let row = try rows.next() {
      guard let place = cells[row[0]], let set = itemSets[row[1]] else { continue }
      let texts = JSONList.texts(row[2])
      let translations = Study.Translations(
        itemSet: set, bleu: JSONList.numbers(row[3]), chrf: JSONList.numbers(row[4]), texts: texts.isEmpty ? nil : texts
      )
      study.configurations[place.setup].cells[place.cell].translations =
        (study.configurations[place.setup].cells[place.cell].translations ?? []) + [translations]
    }
  }
}
