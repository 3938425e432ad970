/// Why a figure could not be computed.
public struct MetricsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of mistake it was.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Two lists that belong together differ in length.
    case lengthMismatch
    /// A class number lies outside the list of labels.
    case unknownClass
    /// A stored table has the wrong shape or a negative count.
    case malformedTable
    /// There is nothing to score, or a segment has nothing to be held against.
    case nothingToScore
    /// A setting of a metric or a test is outside what it may be.
    case badSetting
  }

  public let code: Code
  /// One sentence: what was found and what was expected.
  public let message: String

  public var description: String { message }
}
