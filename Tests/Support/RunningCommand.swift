import Foundation

/// A command at work, whose three streams are files: no pipe can fill up and stop it.
public final class RunningCommand {
  private let process = Process()
  private let folder: URL

  init(
    binary: String, arguments: [String], input: Data, environment: [String: String?], directory: String?
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("serf-nlp-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try input.write(to: folder.appendingPathComponent("input"))
    for name in ["output", "error"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments = arguments
    process.environment = environment.reduce(into: ProcessInfo.processInfo.environment) { $0[$1.key] = $1.value }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent("input"))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("output"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("error"))
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }

  /// What the command wrote to standard error so far.
  public var standardErrorSoFar: String { text(of: "error") }

  /// Sends Ctrl-C.
  public func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// Ends the command at once, without a chance to tidy up.
  public func killAtOnce() { kill(process.processIdentifier, SIGKILL) }

  /// Waits for the end, at most so many seconds.
  public func finish(timeLimit: Double = 120) -> CommandRunner.Outcome {
    let deadline = Date(timeIntervalSinceNow: timeLimit)
    while process.isRunning && Date() < deadline { Thread.sleep(forTimeInterval: 0.002) }
    let isTimedOut = process.isRunning
    if isTimedOut { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let code = process.terminationStatus
    return CommandRunner.Outcome(
      standardOutput: text(of: "output"), standardError: text(of: "error"),
      status: process.terminationReason == .exit ? code : -code, isTimedOut: isTimedOut)
  }

  private func text(of name: String) -> String {
    String(decoding: (try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data(), as: UTF8.self)
  }
}
