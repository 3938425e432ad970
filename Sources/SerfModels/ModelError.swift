/// Why a model can't be built, loaded or used.
public struct ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The settings or `config.json` describe no network.
    case badConfiguration
    /// The model is one of another task.
    case otherTask
    /// The files of the model do not belong together.
    case inconsistent
    /// No such folder or file.
    case noSuchInput
    /// A file could not be read.
    case cannotRead
    /// Reading failed half-way.
    case readFailed
    /// A file is damaged, or written by a newer version.
    case corruptData
    /// A text can't be encoded.
    case badText
    /// A picture is missing, damaged, or not like those that the model was trained with.
    case badPicture
  }

  public let code: Code
  /// One or two sentences: what was found, what was expected, the way out.
  public let message: String

  public var description: String { message }

  /// The same, with the file that it is about.
  package func at(_ path: String) -> ModelError { ModelError(code: code, message: "\(path): \(message)") }
}
