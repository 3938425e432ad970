internal import ArgumentParser
internal import Glibc
internal import SerfSettings

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
  init(_ error: any Error) {
    switch error {
    case let error as CommandError: self = error.status
    case let error as SettingError: self = Self(error)
    default: self = .software
    }
  }

  /// What was typed is usage; what stands in a file is data.
  private init(_ error: SettingError) {
    switch error.code {
    case .unknownName, .wrongType, .notAllowed, .malformed: self = error.file == nil ? .usage : .badData
    }
  }
}

// MARK: - The end
extension ExitStatus {
  /// Writes the message of an error and ends the process. Help, version and completion scripts are no errors, and the
  /// parser's own have its usage line.
  static func end(with error: any Error, of command: any ParsableCommand.Type) -> Never {
    switch error {
    case is CommandError, is SettingError:
      Console.writeError("\(error)")
      Glibc.exit(ExitStatus(error).rawValue)
    default:
      let code = command.exitCode(for: error)
      guard code == .failure else { command.exit(withError: error) }
      Console.writeError("\(error); this is a bug of serf-nlp, please report it")
      Glibc.exit(software.rawValue)
    }
  }
}
