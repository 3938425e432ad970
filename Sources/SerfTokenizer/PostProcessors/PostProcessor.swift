/// The fourth stage: puts special tokens around a text, or around and between two.
public protocol PostProcessor: Sendable {
  /// The ids that it may put in; each must be in the vocabulary.
  var insertedIDs: [Int32] { get }

  /// The two texts as one sequence with special tokens.
  func process(_ first: Encoding, _ second: Encoding?) -> Encoding
}
