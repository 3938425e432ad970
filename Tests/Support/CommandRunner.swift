public import Foundation

/// Runs the built `serf-nlp` as a user does: as a process, by its arguments alone.
public struct CommandRunner: Sendable {
  /// What a run left behind.
  public struct Outcome: Sendable {
    public let standardOutput: String
    public let standardError: String
    /// The exit status, or minus the signal that ended the process.
    public let status: Int32
    /// Whether the time limit ended it.
    public let isTimedOut: Bool
  }

  /// Why a run could not start.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// The path of the command, beside the test executable.
  public let binary: String

  /// - Parameter name: the executable's name.
  public init(name: String = "serf-nlp") throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    binary = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name).path
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw Failure(description: "\(binary) is missing: build the command before its tests")
    }
  }
}

// MARK: - Running
extension CommandRunner {
  /// Runs the command to its end.
  /// - Parameters:
  ///   - input: bytes for standard input; without, it is empty.
  ///   - environment: variables over those of the tests; `nil` takes one away.
  ///   - directory: where the command runs.
  ///   - timeLimit: seconds, after which the process is killed.
  public func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String?] = [:], directory: String? = nil,
    timeLimit: Double = 120
  ) throws -> Outcome {
    try start(arguments, input: input, environment: environment, directory: directory).finish(timeLimit: timeLimit)
  }

  /// Runs the command to its end, with text on standard input.
  public func run(_ arguments: String..., input: String = "", directory: String? = nil) throws -> Outcome {
    try run(arguments, input: Data(input.utf8), directory: directory)
  }

  /// Starts the command and returns at once.
  public func start(
    _ arguments: [String], input: Data = Data(), environment: [String: String?] = [:], directory: String? = nil
  ) throws -> RunningCommand {
    try RunningCommand(
      binary: binary, arguments: arguments, input: input, environment: environment, directory: directory)
  }
}
