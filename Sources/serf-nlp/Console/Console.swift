internal import Glibc

/// Where words go: results to standard output, messages and progress to standard error.
struct Console: Sendable {
  enum Verbosity: Int, Sendable { case quiet, normal, verbose }

  let verbosity: Verbosity
  let showsProgress: Bool
}

// MARK: - Messages
extension Console {
  /// Something a user wants to know: a guess that was made, a file that was written.
  func message(_ text: @autoclosure () -> String) {
    if verbosity != .quiet { Self.writeToStandardError(text() + "\n") }
  }

  /// Something that only a curious user wants to know.
  func detail(_ text: @autoclosure () -> String) {
    if verbosity == .verbose { Self.writeToStandardError(text() + "\n") }
  }

  /// An error, which no option silences.
  static func writeError(_ text: String) {
    writeToStandardError(Terminal.standardError.red("Error:") + " \(text)\n")
  }

  /// Standard error is the last resort: when it is closed, there is nobody to tell.
  static func writeToStandardError(_ text: String) {
    try? FileDescriptorWriter.standardError.write(text)
  }
}

// MARK: - Results
extension Console {
  /// Writes results and a line end.
  /// - Throws: `CommandError` with status 74, as when the disk is full.
  func result(_ text: String) throws(CommandError) {
    try FileDescriptorWriter.standardOutput.write(text + "\n")
  }
}
