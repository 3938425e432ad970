/// Why a bundled file can't be had.
public struct ResourceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Hashable, Sendable {
    /// None of the places has it.
    case missing
  }

  public let code: Code
  /// The thing, the paths tried, and the way out.
  public let message: String
  /// The paths tried, in order.
  public let tried: [String]

  public var description: String { message }

  static func missing(_ file: String, tried: [String]) -> ResourceError {
    ResourceError(
      code: .missing,
      message: "the bundled file \(file) is missing; tried \(tried.joined(separator: ", ")); "
        + "set SERF_DATA to the folder that has it",
      tried: tried)
  }
}
