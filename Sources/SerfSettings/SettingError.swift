/// Why a setting or a file of settings was refused.
public struct SettingError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// No setting has this name.
    case unknownName
    /// The text is no value of the setting's type.
    case wrongType
    /// The value has the right type but is out of range, or none of the choices.
    case notAllowed
    /// The file is not YAML, or not a flat mapping of names to values.
    case malformed
  }

  public let code: Code

  /// What was found, what was expected and the way out, without the place.
  public let reason: String

  /// The file that the value came from; `nil` when it was typed.
  public internal(set) var file: String?

  /// The 1-based line in `file`.
  public internal(set) var line: Int?

  /// The whole message, with the place before the reason.
  public var message: String {
    switch (file, line) {
    case (let file?, let line?): "\(file), line \(line): \(reason)"
    case (let file?, nil): "\(file): \(reason)"
    default: reason
    }
  }

  init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  func at(file: String?, line: Int?) -> SettingError {
    var placed = self
    placed.file = file
    placed.line = line
    return placed
  }
}

extension SettingError: CustomStringConvertible {
  public var description: String { message }
}
