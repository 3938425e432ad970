internal import FoundationEssentials
internal import GRDB
internal import SerfTraining

extension Study {
  /// Reads an exported report.
  /// - Parameter path: the name that messages give to the text.
  /// - Throws: ``ExperimentError`` for a text that is none.
  public init(exported json: String, path: String) throws(ExperimentError) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let file = try? decoder.decode(StudyFile.self, from: Data(json.utf8)) else {
      throw .wrongExport(path, "this is no exported report; expected one of 'experiment report --format json'")
    }
    guard file.format <= StudyFile.current else {
      throw .wrongExport(path, "a later version of serf-nlp wrote this report; use that version")
    }
    self = file.study
  }
}

extension ExperimentPlan {
  /// Refuses a study whose cells are not cells of this plan: of another experiment, other files or other defaults.
  /// - Parameter path: the name that messages give to where it comes from.
  public func requireSame(as study: Study, path: String) throws(ExperimentError) {
    let differences = differences(from: study.identity)
    guard differences.isEmpty else {
      throw .wrongExport(path, "it is about another experiment than \(specification.name): \(differences.summary)")
    }
    for own in files {
      let others = study.files.filter { $0.setting == own.setting }
      guard others.isEmpty || others.contains(where: { $0.fingerprint == own.fingerprint }) else {
        throw .wrongExport(path, "its cells were trained on another file of '\(own.setting)'")
      }
    }
    let known = Dictionary(configurations.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for setup in study.configurations where !setup.finished.isEmpty {
      if let configuration = known[setup.key] { try requireSame(setup, configuration, path: path) }
    }
  }

  /// What tuning chose is no default: the runner compares it when it has chosen.
  private func requireSame(
    _ setup: Study.Setup, _ configuration: Configuration, path: String
  ) throws(ExperimentError) {
    let isTrial = setup.phase == ExperimentPhase.tune.rawValue
    let trial = isTrial && trials.indices.contains(setup.trial) ? trials[setup.trial] : trials.first ?? []
    for own in try storedSettings(configuration, trial: trial) where isTrial || own.origin != .tuned {
      guard let other = setup.settings.first(where: { $0.name == own.name }), other.value != own.value else { continue }
      throw .wrongExport(path, "\(setup.key) was trained with \(own.name) \(other.value), and here has \(own.value)")
    }
  }
}

extension ExperimentRunner {
  /// Takes the finished cells of an exported report that the store lacks.
  /// - Parameter path: the name that messages give to the text.
  /// - Returns: how many were taken.
  /// - Throws: ``ExperimentError`` for a text that is no export, or one of another experiment.
  public func takeCells(from json: String, path: String) throws(ExperimentError) -> Int {
    try takeCells(of: Study(exported: json, path: path), path: path)
  }

  /// Takes the finished cells of a study that the store lacks.
  /// - Parameter path: the name that messages give to where it comes from.
  public func takeCells(of study: Study, path: String) throws(ExperimentError) -> Int {
    try plan.requireSame(as: study, path: path)
    return try store.take(study, into: experiment, path: path)
  }
}

extension ExperimentStore {
  fileprivate func take(
    _ study: Study, into experiment: StoredExperiment, path: String
  ) throws(ExperimentError) -> Int {
    try write { db in
      var taken = 0
      for setup in study.configurations where !setup.finished.isEmpty {
        guard
          let id = try Int64.fetchOne(
            db, sql: "SELECT id FROM configurations WHERE experiment_id = ? AND phase = ? AND name = ? AND trial = ?",
            arguments: [experiment.id, setup.phase, setup.key, setup.trial])
        else { continue }
        try Self.adopt(setup, as: id, path: path, db)
        for cell in setup.finished {
          let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM cells WHERE configuration_id = ? AND seed = ? AND state <> 'finished'",
            arguments: [id, cell.seed])
          guard let known else { continue }
          try Self.insert(cell, of: study, as: known, experiment: experiment.id, db)
          taken += 1
        }
      }
      return taken
    }
  }

  private static func insert(
    _ cell: Study.Cell, of study: Study, as id: Int64, experiment: Int64, _ db: Database
  ) throws {
    let figures = cell.figures.compactMap { key, value -> CellFigures.Figure? in
      let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
      return parts.count == 2 ? CellFigures.Figure(part: parts[0], name: parts[1], value: value) : nil
    }
    let record = CellRecord(
      figures: CellFigures(
        figures: figures, parameters: cell.parameters ?? 0, epochs: cell.epochs ?? 0, updates: cell.updates ?? 0,
        seconds: cell.trainingSeconds ?? 0, tokensPerSecond: cell.tokensPerSecond ?? 0),
      curve: cell.curve.map(\.report), answers: [], diagnoses: cell.diagnoses.map(\.report),
      totalSeconds: cell.totalSeconds ?? 0)
    let machine = cell.machine.flatMap { study.machines.indices.contains($0) ? study.machines[$0] : nil }
    try insert(
      record, cell: id, experiment: experiment, machine: machine ?? Machine(processor: "unknown", cores: 0, system: ""),
      code: cell.codeVersion ?? "", at: cell.finishedDate ?? now, db)
    for answers in cell.answers where study.itemSets.indices.contains(answers.itemSet) {
      let set = study.itemSets[answers.itemSet]
      let part = PartAnswers(
        part: set.part, labels: set.labels, gold: set.gold, predicted: answers.predicted, texts: [])
      try insert(part, fingerprint: set.fingerprint, cell: id, experiment: experiment, db)
    }
    for translations in cell.translations ?? [] where study.itemSets.indices.contains(translations.itemSet) {
      let set = study.itemSets[translations.itemSet]
      let part = SentenceScores(
        part: set.part, sources: [], references: [], translations: [], bleu: translations.bleu,
        chrf: translations.chrf)
      try insert(part, fingerprint: set.fingerprint, cell: id, experiment: experiment, db)
    }
  }
}

extension Study.Diagnosis {
  fileprivate var report: DiagnosisReport {
    DiagnosisReport(
      epoch: epoch, gradientNorm: gradientNorm, gradientNormDeviation: normDeviation,
      gradientNormUnsteadiness: unsteadiness,
      layers: layers.map {
        DiagnosisReport.Layer(
          layer: $0.layer, dead: $0.dead, saturated: $0.saturated, mean: $0.mean, variance: $0.variance,
          units: $0.units, activation: $0.activation)
      })
  }
}

extension Study.Point {
  fileprivate var report: ValidationReport {
    ValidationReport(
      epoch: epoch, update: updates, trainingLoss: trainingLoss ?? .nan, loss: devLoss ?? .nan, score: devScore,
      isBest: false, learningRate: learningRate, gradientNorm: gradientNorm ?? .nan, seconds: seconds)
  }
}
