/// A text and its translation.
public struct SentencePair: Hashable, Sendable, Codable {
  public let source: String
  public let target: String

  public init(source: String, target: String) { (self.source, self.target) = (source, target) }
}
