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

  /// Reads a whole file.
  /// - Throws: ``DataError`` as ``LabelledRowReader``; a file without rows is refused.
  public init(path: String, options: ReaderOptions<Row> = .init()) throws(DataError) {
    let reader = try LabelledRowReader<Row>(path: path, options: options)
    var rows: [Row] = []
    while let row = try reader.next() { rows.append(row) }
    guard !rows.isEmpty else {
      throw reader.unlabelledCount > 0
        ? .noLabelAtAll(reader.path, rows: reader.unlabelledCount) : .headerAlone(reader.path)
    }
    self.rows = rows
    self.path = reader.path
    replacementCount = reader.replacementCount
    notes =
      reader.notes
      + reader.unusedMappings.map { "\(reader.path): no row has the label \"\($0)\" that a mapping names" }
  }

  /// How many rows each label has, in the order of ``LabelSet``.
  public var labelCounts: [(label: String, count: Int)] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row.label, default: 0] += 1 }
    return LabelSet.sorted(counts.keys).map { ($0, counts[$0] ?? 0) }
  }
}
