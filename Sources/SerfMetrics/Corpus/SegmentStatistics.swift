/// The numbers that a metric gathers, a row a segment: all that a score, an interval or a paired test needs.
///
/// With S segments and C numbers a segment it is an [S, C] table.
/// - Invariant: `values` has S × C entries and C is at least 1.
public struct SegmentStatistics: Hashable, Sendable {
  /// S: how many segments.
  public let segmentCount: Int
  /// C: how many numbers a segment has.
  public let columnCount: Int
  /// Row after row.
  let values: [Double]

  /// - Precondition: as many values as `columnCount` times the number of segments.
  public init(values: [Double], columnCount: Int) {
    precondition(
      columnCount > 0 && values.count.isMultiple(of: columnCount), "\(values.count) values in rows of \(columnCount)")
    self.values = values
    self.columnCount = columnCount
    segmentCount = values.count / columnCount
  }

  /// The numbers of one segment.
  public subscript(segment: Int) -> [Double] {
    Array(values[segment * columnCount..<(segment + 1) * columnCount])
  }

  /// The numbers of all segments together, added in their order.
  public var sums: [Double] {
    var sums = [Double](repeating: 0, count: columnCount)
    for row in 0..<segmentCount {
      for column in 0..<columnCount { sums[column] += values[row * columnCount + column] }
    }
    return sums
  }
}
