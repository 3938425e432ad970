internal import SerfSettings
internal import SerfTraining

// MARK: - Specification
extension ExperimentError {
  static func specification(
    _ file: String, _ place: SpecificationNode.Place?, _ reason: String
  ) -> ExperimentError {
    let position = place.map { ", line \($0.line), column \($0.column)" } ?? ""
    return ExperimentError(code: .badSpecification, message: "\(file)\(position): \(reason)")
  }

  static func emptySpecification(_ file: String) -> ExperimentError {
    specification(file, nil, "it is empty; expected 'task', 'axes' and 'seeds'")
  }

  /// A cell's settings contradict one another; its place is said by who knows it.
  static func cell(_ reason: String) -> ExperimentError { ExperimentError(code: .badSpecification, message: reason) }

  static func setting(_ error: SettingError) -> ExperimentError {
    ExperimentError(code: .badSpecification, message: error.message)
  }

  /// - Parameter baseline: what is compared with, as `activation=relu`; empty where nothing is said.
  static func nothingCompared(
    _ file: String, _ place: SpecificationNode.Place?, baseline: String
  ) -> ExperimentError {
    let reason =
      baseline.isEmpty
      ? "there is no baseline to compare with; say 'baseline: …'"
      : "no other cell differs from the baseline \(baseline) in that alone; give the axis another value"
    return specification(
      file, place, "a sign-flip test is declared, but \(reason), or say 'test: none' for figures alone")
  }

  static func underpowered(
    _ file: String, _ place: SpecificationNode.Place?, seeds: Int, comparisons: Int, level: Double, needed: Int
  ) -> ExperimentError {
    let family = comparisons == 1 ? "one comparison" : "\(comparisons) comparisons under Holm's correction"
    let reason =
      "a two-sided sign-flip test of \(family) can't reach \(level) with \(seeds) seeds, whatever the figures are; it "
      + "needs \(needed). Give more seeds, or run it with --descriptive"
    return ExperimentError(code: .underpowered, message: specification(file, place, reason).message)
  }
}

// MARK: - Search
extension ExperimentError {
  static func nothingToSearch(_ names: [String]) -> ExperimentError {
    ExperimentError(
      code: .badSpecification,
      message:
        "there is nothing to tune: \(names.map { "--\($0)" }.joined(separator: " and ")) are given; leave one out")
  }

  static func searchedStream(_ name: String) -> ExperimentError {
    ExperimentError(
      code: .badSpecification, message: "--\(name) is '-', but tuning reads it once a trial; give a file")
  }

  static func searchInterrupted() -> ExperimentError {
    ExperimentError(code: .interrupted, message: "stopped while tuning; no model was written")
  }
}

// MARK: - Store
extension ExperimentError {
  static func noStore(_ path: String) -> ExperimentError {
    ExperimentError(
      code: .noSuchInput,
      message: "\(path): there is no such store; 'serf-nlp experiment run SPEC --store \(path)' makes it")
  }

  static func notAStore(_ path: String) -> ExperimentError {
    ExperimentError(
      code: .corruptStore, message: "\(path): this is no store of experiments; give --store another file")
  }

  static func corruptStore(_ path: String, _ detail: String) -> ExperimentError {
    ExperimentError(
      code: .corruptStore,
      message: "\(path): the store is damaged (\(detail)); take a copy of it, or begin another store")
  }

  static func newerStore(_ path: String) -> ExperimentError {
    ExperimentError(
      code: .newerStore,
      message: "\(path): a later version of serf-nlp wrote this store; use that version, or another store")
  }

  static func lockedStore(_ path: String) -> ExperimentError {
    ExperimentError(
      code: .lockedStore,
      message: "\(path): another run is writing to this store; wait for it, or give --store another file")
  }

  static func store(_ path: String, reading: Bool, _ detail: String) -> ExperimentError {
    ExperimentError(
      code: reading ? .readFailed : .writeFailed,
      message: "\(path): \(reading ? "reading" : "writing") the store failed (\(detail)); finished cells are kept")
  }

  static func cannotCreateStore(_ path: String, _ detail: String) -> ExperimentError {
    ExperimentError(code: .cannotCreate, message: "\(path): the store can't be created (\(detail))")
  }

  static func noExperiment(_ name: String?, in path: String, known: [String]) -> ExperimentError {
    let found = known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"
    return ExperimentError(
      code: .noSuchExperiment,
      message: name.map { "\(path): there is no experiment '\($0)'; \(found)" }
        ?? "\(path): say which experiment; \(found)")
  }

  static func changed(_ name: String, in path: String, _ differences: [String]) -> ExperimentError {
    ExperimentError(
      code: .changedSpecification,
      message: "\(path): the experiment '\(name)' was begun otherwise: \(differences.summary). Only seeds and values "
        + "of axes may be added; give the specification another 'name', or another --store")
  }

  static func wrongExport(_ path: String, _ reason: String) -> ExperimentError {
    ExperimentError(code: .badSpecification, message: "\(path): \(reason)")
  }
}

// MARK: - Runs
extension ExperimentError {
  static func training(_ error: TrainingError) -> ExperimentError {
    let code: Code =
      switch error.code {
      case .interrupted: .interrupted
      case .writeFailed: .writeFailed
      case .readFailed: .readFailed
      case .cannotCreate: .cannotCreate
      case .badSettings, .badData, .noSuchInput, .cannotRead, .wouldOverwrite, .notFinite: .badSpecification
      }
    // The way out of a single run, its checkpoint and --force, is none of a cell.
    guard error.code == .notFinite, let finding = error.finding else {
      return ExperimentError(code: code, message: error.message)
    }
    return ExperimentError(code: code, message: "\(finding); a smaller learning-rate or clip-norm may do")
  }

  static func brokenOff(by error: ExperimentError, store: String) -> ExperimentError {
    ExperimentError(
      code: error.code,
      message: "\(error.message). The run has stopped: finished cells are in \(store), those in flight wait again, and "
        + "the same command goes on from there")
  }

  static func interrupted(finished: Int, of total: Int, store: String) -> ExperimentError {
    ExperimentError(
      code: .interrupted,
      message:
        "stopped; \(finished) of \(total) cells are finished in \(store), and the same command goes on from there")
  }

  /// - Parameter failure: why the first of the search's cells failed.
  static func nothingTuned(_ failure: String?) -> ExperimentError {
    ExperimentError(
      code: .badSpecification,
      message: "no tuning trial was finished with all of its seeds" + (failure.map { " (\($0))" } ?? ""))
  }
}

extension [String] {
  /// The first of some differences: a message is a line or two.
  var summary: String { prefix(3).joined(separator: "; ") + (count > 3 ? "; …" : "") }
}
