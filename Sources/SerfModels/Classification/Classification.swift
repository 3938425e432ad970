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
