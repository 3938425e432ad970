/// A sentence in both languages.
package struct SentencePair: Hashable, Sendable {
  package let english: String
  package let german: String
  /// The pairs of words that the sentence puts together, such as a verb and its object.
  package let combinations: [String]

  /// - Parameter combinations: what may be held out of the training part.
  init(_ english: String, _ german: String, mark: String = ".", combinations: [String]) {
    self.english = Self.capitalised(english) + mark
    self.german = Self.capitalised(german) + mark
    self.combinations = combinations
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
