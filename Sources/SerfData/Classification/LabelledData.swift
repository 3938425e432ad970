/// Texts with labels.
public typealias ClassificationData = LabelledData<LabelledText>

/// Premises and hypotheses with labels.
public typealias EntailmentData = LabelledData<LabelledPair>

/// All rows of a file, and what was said while they were read.
public struct LabelledData<Row: LabelledRow>: Hashable, Sendable {
  public let path: String
  public let rows: [Row]
  /// What was guessed or met, a sentence each.
  public let notes: [String]
  /// How many invalid UTF-8 sequences were replaced.
  public let replacementCount: Int
  /// Of the path of a picture the line of the first row that names it, with the file: "train.tsv:7".
  package let picturePlaces: [String: String]

  /// Reads a whole file.
  /// - Throws: ``DataError`` as ``LabelledRowReader``; a file without rows is refused.
  public init(path: String, options: ReaderOptions<Row> = .init()) throws(DataError) {
    let reader = try LabelledRowReader<Row>(path: path, options: options)
    var rows: [Row] = []
    var places: [String: String] = [:]
    while let row = try reader.next() {
      rows.append(row)
      for picture in row.pictures where places[picture] == nil {
        places[picture] = "\(reader.path):\(reader.lineNumber)"
      }
    }
    guard !rows.isEmpty else {
      throw reader.unlabelledCount > 0
        ? .noLabelAtAll(reader.path, rows: reader.unlabelledCount) : .headerAlone(reader.path)
    }
    let (labelled, note) = Self.withoutMissingNumber(rows, reader)
    self.rows = labelled
    self.path = reader.path
    picturePlaces = places
    replacementCount = reader.replacementCount
    notes =
      reader.notes + [note].compactMap(\.self)
      + reader.unusedMappings.map { "\(reader.path): no row has the label \"\($0)\" that a mapping names" }
  }

  /// The rows without those whose label is a number for none.
  private static func withoutMissingNumber(
    _ rows: [Row], _ reader: LabelledRowReader<Row>
  ) -> (rows: [Row], note: String?) {
    guard let number = reader.missingNumber else { return (rows, nil) }
    let labelled = rows.filter { $0.label != number }
    let skipped = rows.count - labelled.count
    guard skipped > 0 else { return (rows, nil) }
    let others = Row.missingNumber?.beside.sorted().joined(separator: ", ") ?? ""
    return (
      labelled,
      "\(reader.path): \(skipped) \(skipped == 1 ? "row has" : "rows have") the label \(number) beside \(others), which is "
        + "taken for no label, and \(skipped == 1 ? "is" : "are") skipped (--map-label=\(number)=NAME keeps them)"
    )
  }

  /// How many rows each label has, in the order of ``LabelSet``.
  public var labelCounts: [(label: String, count: Int)] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row.label, default: 0] += 1 }
    return LabelSet.sorted(counts.keys).map { ($0, counts[$0] ?? 0) }
  }
}
