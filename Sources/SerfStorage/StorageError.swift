/// Why something could not be read from disk or written to it.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it was; small enough to switch on.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file or folder does not exist.
    case noSuchInput
    /// It exists but can't be opened for reading: permission, or a folder where a file is needed.
    case cannotRead
    /// Reading failed half-way.
    case readFailed
    /// The content is damaged, cut short, or not what its place says it is.
    case corruptData
    /// The content was written by a newer version of the program.
    case newerFormat
    /// Something is there already, and nobody said to replace it.
    case wouldOverwrite
    /// The file or folder can't be created.
    case cannotCreate
    /// Writing failed half-way, a full disk for one. Nothing half-written is left.
    case writeFailed
  }

  public let code: Code
  /// The file or folder concerned, as the user named it.
  public let path: String
  /// One or two sentences that begin with the path: what was found, what was expected, the way out.
  public let message: String

  public var description: String { message }
}
