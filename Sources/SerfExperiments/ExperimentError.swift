/// Why an experiment, or the report on one, was refused or broke off.
public struct ExperimentError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The specification has something wrong in it.
    case badSpecification
    /// The declared test can't reach its own level.
    case underpowered
    /// The store has another experiment under this name.
    case changedSpecification
    /// A file that was named does not exist.
    case noSuchInput
    /// No experiment of this name, or none at all, is in the store.
    case noSuchExperiment
    /// The file is no store, or a damaged one.
    case corruptStore
    /// The store was written by a later version of the toolkit.
    case newerStore
    /// Another run has the store.
    case lockedStore
    case cannotCreate
    case readFailed
    case writeFailed
    /// Stopped on request; finished cells are in the store.
    case interrupted
  }

  public let code: Code
  /// One or two sentences: what was found, what was expected, the way out.
  public let message: String

  /// For tasks of other modules.
  public init(code: Code, message: String) { (self.code, self.message) = (code, message) }

  public var description: String { message }
}
