/// A text and the class that it belongs to.
public struct LabelledText: Hashable, Sendable, Codable {
  public let text: String
  public let label: String

  public init(text: String, label: String) {
    self.text = text
    self.label = label
  }
}
