/// Holm's correction of several p-values that are looked at together.
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎ the corrected p₍ᵢ₎ is the largest of min(1, (m − j + 1) · p₍ⱼ₎), j ≤ i. To call a difference real
/// where the corrected value is under α keeps the chance of any false call under α, however the tests depend on each
/// other.
///
/// Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979.
public enum HolmCorrection {
  /// The corrected values, in the order given.
  /// - Throws: ``MetricsError`` when a value is outside 0 … 1.
  public static func corrected(_ pValues: [Double]) throws(MetricsError) -> [Double] {
    for value in pValues where !(0...1).contains(value) {
      throw .outside("a p-value", "\(value)", expected: "a number from 0 to 1")
    }
    var corrected = pValues
    var largest = 0.0
    for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      corrected[index] = largest
    }
    return corrected
  }
}
