/// Why an activation could not be found or registered.
public struct ActivationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The situations, few enough to switch on.
  public enum Code: String, Hashable, Sendable {
    case unknownName
    case nameTaken
    case invalidName
  }

  /// The situation.
  public let code: Code

  /// The name that was asked for or offered.
  public let name: String

  /// The whole story in one sentence or two, with the way out.
  public let message: String

  public var description: String { message }
}
