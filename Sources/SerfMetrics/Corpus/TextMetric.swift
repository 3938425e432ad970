/// A ``CorpusMetric`` of translations or other texts that are held against references.
public protocol TextMetric: CorpusMetric {
  /// The numbers of some segments, row after row.
  ///
  /// - Parameters:
  ///   - segments: which segments.
  ///   - hypotheses: all texts to score, one a segment.
  ///   - references: what they are held against.
  /// - Precondition: the segments exist in both.
  func statistics(of segments: Range<Int>, hypotheses: [String], references: References) -> [Double]

  /// The part of the signature that tells this metric's settings, in sacreBLEU's words and order.
  var signatureFields: [SignatureField] { get }
}

// MARK: - Whole test sets
extension TextMetric {
  /// The numbers of every segment, gathered on several threads.
  /// - Parameter threads: nil for one a core; the figures are the same for any number.
  /// - Throws: ``MetricsError`` when hypotheses and references differ in number, or there are none.
  public func statistics(
    hypotheses: [String], references: References, threads: Int? = nil
  ) throws(MetricsError) -> SegmentStatistics {
    let count = hypotheses.count
    guard count == references.segmentCount else {
      throw .hypothesisCount(count, references: references.segmentCount)
    }
    guard count > 0 else { throw .emptyCorpus }
    // Short enough that no thread is left with a long tail, long enough that working memory is made seldom.
    let length = 256
    let parts = Workers.map((count + length - 1) / length, threads: threads) { part in
      statistics(
        of: part * length..<min(count, (part + 1) * length), hypotheses: hypotheses, references: references)
    }
    return SegmentStatistics(values: Array(parts.joined()), columnCount: statisticCount)
  }

  /// The figure of a test set.
  /// - Throws: ``MetricsError`` when hypotheses and references differ in number, or there are none.
  public func corpusScore(
    hypotheses: [String], references: References, threads: Int? = nil
  ) throws(MetricsError) -> Score {
    score(of: try statistics(hypotheses: hypotheses, references: references, threads: threads).sums)
  }

  /// The figure of one segment.
  /// - Throws: ``MetricsError`` when there is no reference.
  public func sentenceScore(_ hypothesis: String, references: [String]) throws(MetricsError) -> Score {
    let references = try References(references.map { [$0] })
    return score(of: statistics(of: 0..<1, hypotheses: [hypothesis], references: references))
  }
}
