/// Why a training run did not start, or did not end.
public struct TrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Settings that contradict one another, or a resumed run's.
    case badSettings
    /// A file of texts, vectors or weights has something wrong in it.
    case badData
    /// A file that was named does not exist.
    case noSuchInput
    /// A file can't be opened for reading.
    case cannotRead
    /// Reading failed half-way.
    case readFailed
    /// The model folder is taken.
    case wouldOverwrite
    /// The model folder can't be created.
    case cannotCreate
    /// Writing failed half-way.
    case writeFailed
    /// A loss or a gradient is no number.
    case notFinite
    /// Stopped on request, after a checkpoint.
    case interrupted
  }

  public let code: Code
  /// One or two sentences: what was found, what was expected, the way out.
  public let message: String
  /// What was found, without the way out, where that is of a run by itself; nil where the message serves everywhere.
  public internal(set) var finding: String?

  public var description: String { message }
}
