/// A trained classifier of texts, loaded from a model folder and ready for raw text.
///
/// ```swift
/// import SerfNLP
///
/// let classifier = try SentimentClassifier(contentsOf: "sentiment-model")
/// let answer = try classifier.classify("Not half as bad as I had feared.")
/// print(answer.label, answer.probability)
/// ```
/// It is immutable: any number of tasks may use one at once.
public struct SentimentClassifier: Sendable {
  package let model: ClassifierModel<SentimentNetwork>

  /// Loads a model folder that `train-sentiment` has written.
  /// - Throws: ``ModelError``: no such folder, or a part that is missing, damaged, or of a newer version.
  public init(contentsOf path: String) throws(ModelError) { model = try ClassifierModel(contentsOf: path) }

  package init(_ model: ClassifierModel<SentimentNetwork>) { self.model = model }

  /// The classes, in the order of ``Classification/probabilities``.
  public var labels: [String] { model.configuration.labels }

  /// Classifies one text, on the calling thread.
  /// - Throws: ``ModelError`` when the text can't be encoded.
  public func classify(_ text: String) throws(ModelError) -> Classification {
    try classify([text], workers: 1)[0]
  }

  /// Classifies texts.
  /// - Parameter workers: threads; nil takes one a core. The result does not depend on it.
  /// - Returns: an answer a text, in their order.
  public func classify(_ texts: [String], workers: Int? = nil) throws(ModelError) -> [Classification] {
    try model.answers(texts.map { [$0] }, workers: workers).answers
  }
}
