/// The figures that a classifier is reported by, all from one ``ConfusionMatrix``.
///
/// Fractions are 0…1. Of a table without examples every figure is 0, and `count` says so.
public struct ClassificationScores: Hashable, Sendable {
  /// Fraction predicted right.
  public let accuracy: Double
  /// Mean F1 over the classes that occur among the answers or the predictions, each weighing the same.
  ///
  /// A class that occurs in neither says nothing about the classifier and is left out, as scikit-learn's
  /// `f1_score(average="macro")` does when no label list is given; one that occurs but is never right counts with 0.
  public let macroF1: Double
  /// Share of the most frequent class: the accuracy of always answering it.
  public let majority: Double
  /// Standard error of the accuracy p over n examples, √(p(1−p)/n): what the luck of the draw of the test set is worth.
  public let standardError: Double
  /// How many examples were scored.
  public let count: Int
  /// A row a class, in the order of the labels.
  public let classes: [ClassScore]
  /// The table itself.
  public let confusion: ConfusionMatrix

  public init(_ matrix: ConfusionMatrix) {
    let classes = matrix.labels.indices.map { ClassScore(matrix, class: $0) }
    let occurring = classes.filter { $0.support + $0.predicted > 0 }
    let total = matrix.total
    let accuracy = fraction(matrix.correct, of: total)
    self.accuracy = accuracy
    macroF1 = occurring.isEmpty ? 0 : occurring.reduce(0) { $0 + $1.f1 } / Double(occurring.count)
    majority = fraction(classes.map(\.support).max() ?? 0, of: total)
    standardError = total == 0 ? 0 : (accuracy * (1 - accuracy) / Double(total)).squareRoot()
    count = total
    self.classes = classes
    confusion = matrix
  }
}

// MARK: - Codable, with the names of the command's JSON
extension ClassificationScores: Codable {
  private enum CodingKeys: String, CodingKey {
    case accuracy
    case macroF1 = "macro_f1"
    case majority
    case standardError = "standard_error"
    case count, classes, confusion
  }
}
