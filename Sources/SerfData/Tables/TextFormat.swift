/// How rows are laid out in a text file.
public enum TextFormat: String, Hashable, Sendable, CaseIterable, Codable {
  /// Columns with tabs between.
  case tsv
  /// Columns with commas (or semicolons) between, quoted as in RFC 4180.
  case csv
  /// A JSON object a line.
  case jsonl
  /// `__label__x text`, as fastText reads.
  case fastText = "fasttext"
}

// MARK: - Telling it
extension TextFormat {
  /// The format that a file's name promises, whatever compression follows; nil when the name says nothing.
  static func promised(by path: String) -> TextFormat? {
    var name = path.lowercased()
    for ending in [".gz", ".xz", ".zst", ".bz2"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    if name.hasSuffix(".tsv") || name.hasSuffix(".tab") { return .tsv }
    if name.hasSuffix(".csv") { return .csv }
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return .jsonl }
    return nil
  }

  /// The format that the first lines show; nil when they show none.
  ///
  /// JSON objects and `__label__` lines are unmistakable, so they count before the name; tabs and commas occur in any
  /// text, so there the name counts first. CSV needs a comma in the first line at least.
  static func told(by lines: [[UInt8]], path: String) -> TextFormat? {
    let lines = lines.filter { !$0.isEmpty }
    guard let first = lines.first else { return promised(by: path) }
    if lines.allSatisfy({ $0.starts(with: FastTextLine.mark) }) { return .fastText }
    let blanks = Array(" \t".utf8)
    if first.first(where: { !blanks.contains($0) }) == UInt8(ascii: "{"),
      first.last(where: { !blanks.contains($0) }) == UInt8(ascii: "}")
    {
      return .jsonl
    }
    if let promised = promised(by: path) {
      // Files of columns with tabs between are often named .csv.
      let hasSeparator = first.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      return promised == .csv && !hasSeparator && first.contains(UInt8(ascii: "\t")) ? .tsv : promised
    }
    if first.contains(UInt8(ascii: "\t")) { return .tsv }
    return first.contains(UInt8(ascii: ",")) ? .csv : nil
  }
}
