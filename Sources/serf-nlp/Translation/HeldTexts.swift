/// Texts that are to be translated and the translations that theirs are held against: as many, read whole.
struct HeldTexts {
  let sources: [TextLines.Line]
  let references: [String]

  /// - Throws: `CommandError` with both counts when they differ.
  init(_ lines: inout TextLines, reference path: String, isLossy: Bool) throws {
    sources = try Self.all(&lines)
    var other = try TextLines(path: path, isLossy: isLossy)
    references = try Self.all(&other).map(\.text)
    guard sources.count == references.count else {
      throw CommandError.differentCounts(
        lines.path, sources.count, reference: other.path, references.count)
    }
    guard !sources.isEmpty else { throw CommandError.nothingToScore(lines.path) }
  }

  private static func all(_ lines: inout TextLines) throws -> [TextLines.Line] {
    var all: [TextLines.Line] = []
    while let batch = try lines.next(most: 4096) { all += batch }
    return all
  }

  /// The next texts.
  func next(most count: Int, after first: Int) -> [TextLines.Line] {
    Array(sources[first...].prefix(count))
  }
}
