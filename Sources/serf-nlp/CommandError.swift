/// What the command itself finds wrong; the libraries have their own errors.
struct CommandError: Error, CustomStringConvertible {
  let status: ExitStatus
  let message: String

  var description: String { message }
}

// MARK: - Situations
extension CommandError {
  /// - Parameter offersLossy: whether the command has the option.
  static func notUTF8(_ path: String, line: Int, offersLossy: Bool = false) -> CommandError {
    let wayOut = offersLossy ? "; convert it, or say --lossy to replace such bytes" : ""
    return CommandError(
      status: .badData, message: "\(path), line \(line): this is not UTF-8; expected UTF-8 text" + wayOut)
  }

  static func noSuchVocabulary(_ name: String, nearest: String?) -> CommandError {
    let wayOut = nearest.map { "did you mean '\($0)'?" } ?? "'serf-nlp vocab list' lists the bundled ones"
    return CommandError(status: .noInput, message: "\(name): there is no such file or bundled vocabulary; \(wayOut)")
  }

  static func noSuchSpecification(_ name: String, nearest: String?, bundled: [String]) -> CommandError {
    let wayOut = nearest.map { "did you mean '\($0)'?" } ?? "the bundled ones are \(bundled.joined(separator: ", "))"
    return CommandError(status: .noInput, message: "\(name): there is no such file or bundled specification; \(wayOut)")
  }

  static func noHistory(_ model: String) -> CommandError {
    CommandError(
      status: .noInput, message: "\(model): there is no log.jsonl with validations in it, so there is no curve to draw")
  }

  static func badLine(_ path: String, line: Int, reason: String) -> CommandError {
    CommandError(status: .badData, message: "\(path), line \(line): \(reason)")
  }

  static func tooLarge(_ path: String, mostBytes: Int) -> CommandError {
    CommandError(
      status: .badData, message: "\(path): this is over \(NumberText.bytes(mostBytes)); expected a small text file")
  }

  static func writeFailed(_ path: String, reason: String) -> CommandError {
    CommandError(status: .inputOutput, message: "\(path): writing failed (\(reason))")
  }

  static func exists(_ path: String) -> CommandError {
    CommandError(status: .cannotCreate, message: "\(path) exists; --force overwrites it")
  }

  static func standardInputTwice(_ names: [String]) -> CommandError {
    let options = names.map { "--\($0)" }.joined(separator: " and ")
    return .usage("\(options) are all '-', but standard input can be read once; give files for the others")
  }

  static func differentCounts(
    _ path: String, _ count: Int, reference: String, _ referenceCount: Int
  ) -> CommandError {
    CommandError(
      status: .badData,
      message: "\(path) has \(count) lines and \(reference) \(referenceCount); a reference has a line for each text")
  }

  static func nothingToScore(_ path: String) -> CommandError {
    CommandError(status: .badData, message: "\(path): there is no line to translate and score")
  }

  static func usage(_ message: String) -> CommandError {
    CommandError(status: .usage, message: message)
  }
}
