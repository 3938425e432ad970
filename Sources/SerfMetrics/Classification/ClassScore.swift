/// Precision, recall and F1 of one class.
///
/// With t examples of the class predicted right, p predicted as the class and s belonging to it:
/// precision = t / p, recall = t / s, F1 = 2t / (p + s). A quotient with denominator 0 is 0, as scikit-learn has it with
/// `zero_division=0`.
public struct ClassScore: Hashable, Sendable, Codable {
  public let label: String
  /// Fraction 0…1 of the predictions of this class that are right; 0 when it was never predicted.
  public let precision: Double
  /// Fraction 0…1 of the examples of this class that were found; 0 when there are none.
  public let recall: Double
  /// Harmonic mean of the two, 0…1; 0 when the class is neither among the answers nor predicted.
  public let f1: Double
  /// How many examples belong to the class.
  public let support: Int
  /// How many examples were predicted as the class.
  public let predicted: Int

  /// Scores class `index` of a table.
  public init(_ matrix: ConfusionMatrix, class index: Int) {
    let right = matrix[gold: index, predicted: index]
    label = matrix.labels[index]
    support = matrix.support(of: index)
    predicted = matrix.predictedCount(of: index)
    precision = fraction(right, of: predicted)
    recall = fraction(right, of: support)
    f1 = fraction(2 * right, of: predicted + support)
  }
}

/// `part / whole`, 0 when there is no whole.
func fraction(_ part: Int, of whole: Int) -> Double {
  whole == 0 ? 0 : Double(part) / Double(whole)
}
