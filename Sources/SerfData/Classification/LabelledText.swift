/// A text and the class that it belongs to.
public struct LabelledText: Hashable, Sendable, Codable {
  public let text: String
  public let label: String

  public init(text: String, label: String) {
    self.text = text
    self.label = label
  }
}

extension LabelledText: LabelledRow {
  public static let roles = [
    TextRole(
      "text",
      usualNames: [
        "text", "sentence", "review", "content", "comment", "tweet", "body", "message", "phrase", "document",
        "utterance", "review_text", "reviewtext", "review_body", "reviewbody", "full_text", "comment_text", "question",
      ])
  ]

  public static let usualLabelNames = [
    "label", "labels", "sentiment", "class", "category", "rating", "stars", "polarity", "target", "emotion", "score",
    "overall", "intent", "gold_label", "airline_sentiment",
  ]

  public static var missingLabel: String? { nil }

  public var texts: [String] { [text] }

  public init(texts: [String], pictures: [String], label: String) { self.init(text: texts[0], label: label) }
}
