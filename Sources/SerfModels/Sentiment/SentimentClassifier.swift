import SerfTensor

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
  package let model: SentimentModel

  /// Loads a model folder that `train-sentiment` has written.
  /// - Throws: ``ModelError``: no such folder, or a part that is missing, damaged, or of a newer version.
  public init(contentsOf path: String) throws(ModelError) { model = try SentimentModel(contentsOf: path) }

  package init(_ model: SentimentModel) { self.model = model }

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
    guard !texts.isEmpty else { return [] }
    let encoded = try model.preparation.encode(texts).texts
    let team = WorkerTeam(count: min(workers ?? WorkerTeam.coreCount, texts.count))
    return PredictionJob.run(model.network, parameters: model.parameters, texts: encoded, team: team).probabilities
      .map { Classification(labels: labels, probabilities: $0) }
  }
}

/// What a classifier says of one text.
public struct Classification: Hashable, Sendable {
  /// The most probable class; of equally probable ones the first.
  public let label: String
  /// Its probability, 0…1.
  public let probability: Double
  /// The classes of the model, in its order.
  public let labels: [String]
  /// The probability of each class; they sum to 1.
  public let probabilities: [Double]

  init(labels: [String], probabilities: [Double]) {
    self.labels = labels
    self.probabilities = probabilities
    let best = probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    label = labels[best]
    probability = probabilities[best]
  }
}
