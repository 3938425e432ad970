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
  static func nothingCompared(_ file: String, baseline: String) -> ExperimentError {
    let reason =
      baseline.isEmpty
      ? "there is no baseline to compare with; say 'baseline: …'"
      : "no other cell differs from the baseline \(baseline) in that alone; give the axis another value"
    return specification(
      file, nil, "a sign-flip test is declared, but \(reason), or say 'test: none' for figures alone")
  }

  static func underpowered(
    _ file: String, seeds: Int, comparisons: Int, level: Double, needed: Int
  ) -> ExperimentError {
    let family = comparisons == 1 ? "one comparison" : "\(comparisons) comparisons under Holm's correction"
    return ExperimentError(
      code: .underpowered,
      message:
        "\(file): a two-sided sign-flip test of \(family) can't reach \(level) with \(seeds) seeds, whatever the "
        + "figures are; it needs \(needed). Give more seeds, or run it with --descriptive")
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
    let shown = differences.prefix(3).joined(separator: "; ") + (differences.count > 3 ? "; …" : "")
    return ExperimentError(
      code: .changedSpecification,
      message: "\(path): the experiment '\(name)' was begun otherwise: \(shown). Only seeds and values of axes may be "
        + "added; give the specification another 'name', or another --store")
  }

  static func wrongExport(_ path: String, _ reason: String) -> ExperimentError {
    ExperimentError(code: .badSpecification, message: "\(path): \(reason)")
  }
}

// MARK: - Runs
extension ExperimentError {
  static func training(_ error: TrainingError) -> ExperimentError {
    ExperimentError(code: error.code == .interrupted ? .interrupted : .badSpecification, message: error.message)
  }

  static func interrupted(finished: Int, of total: Int, store: String) -> ExperimentError {
    ExperimentError(
      code: .interrupted,
      message:
        "stopped; \(finished) of \(total) cells are finished in \(store), and the same command goes on from there")
  }

  static func nothingTuned(_ configuration: String, store: String) -> ExperimentError {
    ExperimentError(
      code: .badSpecification,
      message:
        "\(store): no tuning trial of \(configuration) was finished with all of its seeds; 'experiment list' says "
        + "why cells failed, and --retry-failed runs them again")
  }
}
