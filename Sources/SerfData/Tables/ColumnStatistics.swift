/// What a column of a sample looks like, to tell labels from texts.
struct ColumnStatistics {
  let distinctCount: Int
  let longest: Int
  let meanLength: Double
  let hasEmpty: Bool
  let isNumeric: Bool
  private let rowCount: Int

  init(_ values: [String]) {
    let values = values.map(trimmed)
    let lengths = values.map(\.utf8.count)
    distinctCount = Set(values).count
    longest = lengths.max() ?? 0
    meanLength = values.isEmpty ? 0 : Double(lengths.reduce(0, +)) / Double(values.count)
    hasEmpty = values.contains("")
    isNumeric = !values.isEmpty && values.allSatisfy { Double($0) != nil }
    rowCount = values.count
  }

  /// Few different short values: at most 64 bytes each, and at most 20 or half as many as rows.
  var mayBeLabel: Bool {
    !hasEmpty && longest <= 64 && distinctCount <= max(20, rowCount / 2)
  }

  /// True when this looks more like labels than `other` does: fewer different values, then shorter ones.
  func isMoreLikeLabels(than other: ColumnStatistics) -> Bool {
    (distinctCount, meanLength) < (other.distinctCount, other.meanLength)
  }
}
