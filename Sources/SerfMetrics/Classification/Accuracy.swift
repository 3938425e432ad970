/// The share of examples whose answer is right, in the form that resampling and paired tests take.
///
/// ``ClassificationScores`` says more about one set of answers; this is for intervals and comparisons.
public struct Accuracy: CorpusMetric {
  public var name: String { "accuracy" }
  public var statisticCount: Int { 2 }

  public init() {}

  /// A row: 1 for a right answer or else 0, and 1.
  /// - Throws: ``MetricsError`` when the lists differ in length or are empty.
  public func statistics(
    gold: some Collection<String>, predicted: some Collection<String>
  ) throws(MetricsError) -> SegmentStatistics {
    guard gold.count == predicted.count else {
      throw .lengthMismatch(gold: gold.count, predicted: predicted.count)
    }
    guard !gold.isEmpty else { throw .emptyCorpus }
    // By bytes: to Swift two spellings of é are equal, to a label file they are two labels.
    let rows = zip(gold, predicted).map { answer, guess -> [Double] in
      [answer.utf8.elementsEqual(guess.utf8) ? 1 : 0, 1]
    }
    return SegmentStatistics(values: Array(rows.joined()), columnCount: statisticCount)
  }

  public func score<Number: BinaryFloatingPoint>(of sums: [Number]) -> AccuracyScore {
    AccuracyScore(value: sums[1] == 0 ? 0 : Double(sums[0] / sums[1]))
  }
}

/// What ``Accuracy`` says about a test set.
public struct AccuracyScore: CorpusScore {
  /// Fraction 0…1.
  public let value: Double
}
