/// What ``BLEU`` says about a test set, with what it came from.
public struct BLEUScore: CorpusScore {
  /// BLEU, 0…100.
  public let value: Double
  /// Smoothed precisions of order 1 … N, in per cent.
  public let precisions: [Double]
  /// N-grams of each order that a reference has, before smoothing.
  public let matchCounts: [Int]
  /// N-grams of each order.
  public let nGramCounts: [Int]
  /// BP, 0…1.
  public let brevityPenalty: Double
  /// Tokens of all hypotheses.
  public let hypothesisLength: Int
  /// Tokens of the reference of each segment whose length is closest to the hypothesis, the shorter of two alike.
  public let referenceLength: Int

  /// Tokens of the hypotheses for each of the references; 0 when these have none.
  public var lengthRatio: Double {
    referenceLength == 0 ? 0 : Double(hypothesisLength) / Double(referenceLength)
  }
}
