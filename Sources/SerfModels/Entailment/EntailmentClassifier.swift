/// A trained classifier of pairs of texts, loaded from a model folder and ready for raw text.
///
/// ```swift
/// import SerfNLP
///
/// let classifier = try EntailmentClassifier(contentsOf: "entailment-model")
/// let answer = try classifier.classify(premise: "A dog is running on the beach.", hypothesis: "An animal moves.")
/// print(answer.label, answer.probability)
/// ```
/// It is immutable: any number of tasks may use one at once.
public struct EntailmentClassifier: Sendable {
  package let model: ClassifierModel<EntailmentNetwork>

  /// Loads a model folder that `train-entailment` has written.
  /// - Throws: ``ModelError``: no such folder, or a part that is missing, damaged, of a newer version or of another task.
  public init(contentsOf path: String) throws(ModelError) { model = try ClassifierModel(contentsOf: path) }

  package init(_ model: ClassifierModel<EntailmentNetwork>) { self.model = model }

  /// The classes, in the order of ``Classification/probabilities``.
  public var labels: [String] { model.configuration.labels }

  /// Classifies one pair, on the calling thread.
  /// - Throws: ``ModelError`` when a text can't be encoded.
  public func classify(premise: String, hypothesis: String) throws(ModelError) -> Classification {
    try classify([TextPair(premise: premise, hypothesis: hypothesis)], workers: 1)[0]
  }

  /// Classifies pairs.
  /// - Parameter workers: threads; nil takes one a core. The result does not depend on it.
  /// - Returns: an answer a pair, in their order.
  public func classify(_ pairs: [TextPair], workers: Int? = nil) throws(ModelError) -> [Classification] {
    let texts = pairs.map { [$0.premise, $0.hypothesis] }
    return try model.answers(texts, pictures: pairs.map(\.pictures), workers: workers).answers
  }

  /// The network, as `--architecture` names it.
  public var architectureName: String { model.configuration.architectureName }

  /// Whether its pairs need pictures.
  public var readsPictures: Bool { model.configuration.pictures != nil && !model.configuration.hidesPictures }
}

/// Two texts, of which the first may imply the second, with a picture each where the model looks at them.
public struct TextPair: Hashable, Sendable {
  public var premise: String
  public var hypothesis: String
  /// Paths of the premise's picture and the hypothesis', PNG or JPEG, or of features; none for texts alone.
  public var pictures: [String]

  public init(premise: String, hypothesis: String, pictures: [String] = []) {
    (self.premise, self.hypothesis, self.pictures) = (premise, hypothesis, pictures)
  }
}
