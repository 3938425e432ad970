/// All rows of a file, and what was said while they were read.
public struct ClassificationData: Hashable, Sendable {
  public let path: String
  public let rows: [LabelledText]
  /// What was guessed or met, a sentence each.
  public let notes: [String]
  /// How many invalid UTF-8 sequences were replaced.
  public let replacementCount: Int

  /// Reads a whole file.
  /// - Throws: ``DataError`` as ``ClassificationReader``; a file without rows is refused.
  public init(path: String, options: ClassificationReader.Options = .init()) throws(DataError) {
    let reader = try ClassificationReader(path: path, options: options)
    var rows: [LabelledText] = []
    while let row = try reader.next() { rows.append(row) }
    guard !rows.isEmpty else { throw .headerAlone(reader.path) }
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
