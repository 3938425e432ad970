internal import ArgumentParser
internal import Glibc
internal import SerfActivations
internal import SerfData
internal import SerfExperiments
internal import SerfMetrics
internal import SerfModels
internal import SerfResources
internal import SerfSettings
internal import SerfStorage
internal import SerfTokenizer
internal import SerfTraining

/// What the process says to its caller, as in `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  case usage = 64
  case badData = 65
  case noInput = 66
  /// A bug of ours.
  case software = 70
  /// Refuses to overwrite, or can't create.
  case cannotCreate = 73
  /// Reading or writing failed on the way.
  case inputOutput = 74
  /// Stopped by Ctrl-C, after saving.
  case interrupted = 130
}

// MARK: - The one place that turns errors into statuses
extension ExitStatus {
  /// The status of an error of ours; `nil` for one that belongs to the argument parser, or that nobody foresaw.
  init?(_ error: any Error) {
    switch error {
    case let error as CommandError: self = error.status
    case let error as SettingError: self = Self.status(of: error)
    case let error as ActivationError: self = Self.status(of: error)
    case let error as StorageError: self = Self.status(of: error)
    case let error as MetricsError: self = Self.status(of: error)
    case let error as TokenizerError: self = Self.status(of: error)
    case let error as ResourceError: self = Self.status(of: error)
    case let error as DataError: self = Self.status(of: error)
    case let error as ModelError: self = Self.status(of: error)
    case let error as TrainingError: self = Self.status(of: error)
    case let error as ExperimentError: self = Self.status(of: error)
    default: return nil
    }
  }

  /// What was typed is usage; what stands in a file is data.
  private static func status(of error: SettingError) -> ExitStatus {
    switch error.code {
    case .unknownName, .wrongType, .notAllowed, .malformed: error.file == nil ? .usage : .badData
    }
  }

  private static func status(of error: ActivationError) -> ExitStatus {
    switch error.code {
    case .unknownName, .nameTaken, .invalidName: .usage
    }
  }

  private static func status(of error: StorageError) -> ExitStatus {
    switch error.code {
    case .noSuchInput, .cannotRead: .noInput
    case .readFailed, .writeFailed: .inputOutput
    case .corruptData, .newerFormat: .badData
    case .wouldOverwrite, .cannotCreate: .cannotCreate
    }
  }

  private static func status(of error: TokenizerError) -> ExitStatus {
    switch error.code {
    // What was typed is usage; what stands in a file is data.
    case .badSetting: error.place.file == nil ? .usage : .badData
    case .invalidUTF8, .badFile, .unsupported, .badVocabulary, .unknownToken, .unencodable, .tooLong: .badData
    case .notFound: .noInput
    case .readFailed, .writeFailed: .inputOutput
    case .unicodeLibrary: .software
    }
  }

  private static func status(of error: ResourceError) -> ExitStatus {
    switch error.code {
    case .missing: .noInput
    }
  }

  private static func status(of error: DataError) -> ExitStatus {
    switch error.code {
    case .storage: error.cause.map { status(of: $0) } ?? .inputOutput
    case .empty, .unclear, .noSuchColumn, .malformedRow, .invalidText, .labels, .wordVectors, .picture:
      .badData
    case .malformedOption: .usage
    }
  }

  private static func status(of error: ModelError) -> ExitStatus {
    switch error.code {
    case .badConfiguration, .otherTask, .inconsistent, .corruptData, .badText, .badPicture: .badData
    case .noSuchInput, .cannotRead: .noInput
    case .readFailed: .inputOutput
    }
  }

  private static func status(of error: TrainingError) -> ExitStatus {
    switch error.code {
    case .badSettings: .usage
    case .badData, .notFinite: .badData
    case .noSuchInput, .cannotRead: .noInput
    case .wouldOverwrite, .cannotCreate: .cannotCreate
    case .readFailed, .writeFailed: .inputOutput
    case .interrupted: .interrupted
    }
  }

  private static func status(of error: ExperimentError) -> ExitStatus {
    switch error.code {
    case .badSpecification, .underpowered, .changedSpecification, .corruptStore, .newerStore: .badData
    case .noSuchInput, .noSuchExperiment: .noInput
    case .cannotCreate: .cannotCreate
    case .lockedStore, .readFailed, .writeFailed: .inputOutput
    case .interrupted: .interrupted
    }
  }

  private static func status(of error: MetricsError) -> ExitStatus {
    switch error.code {
    case .lengthMismatch, .unknownClass, .malformedTable, .nothingToScore: .badData
    case .badSetting: .usage
    }
  }
}

// MARK: - The end
extension ExitStatus {
  /// Writes the message of an error and ends the process. Help, version and completion scripts are results, not errors.
  static func end(with error: any Error, of root: any ParsableCommand.Type) -> Never {
    if let status = ExitStatus(error) {
      Console.writeError("\(error)")
      Glibc.exit(status.rawValue)
    }
    switch root.exitCode(for: error) {
    case .success:
      root.exit(withError: error)
    case .validationFailure:
      Console.writeError(UsageMessage(error, of: root).text)
      Glibc.exit(usage.rawValue)
    default:
      Console.writeError("\(error); this is a bug of serf-nlp, please report it")
      Glibc.exit(software.rawValue)
    }
  }
}
