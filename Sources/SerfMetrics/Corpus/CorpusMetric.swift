/// A figure for a whole test set, computed from a few numbers a segment that add up.
///
/// Because the numbers add up, the figure of any selection of segments costs a sum: the bootstrap, approximate
/// randomisation and sharding over threads are written once, for every metric (``Bootstrap``,
/// ``ApproximateRandomization``).
public protocol CorpusMetric: Sendable {
  associatedtype Score: CorpusScore

  /// What the figure is called in a report: "BLEU", "chrF2++", "TER".
  var name: String { get }

  /// How many numbers a segment has.
  var statisticCount: Int { get }

  /// The figure that belongs to sums of segment statistics.
  ///
  /// Generic, because sacreBLEU resamples in single precision: with `Float` the same formula gives its digits.
  /// - Parameter sums: ``statisticCount`` numbers.
  func score<Number: BinaryFloatingPoint>(of sums: [Number]) -> Score
}

/// What a ``CorpusMetric`` says about a test set.
public protocol CorpusScore: Hashable, Sendable {
  /// The figure itself.
  var value: Double { get }
}
