import SerfStorage

/// Decides whether the fields of a TSV file are quoted as in CSV.
///
/// They are when at least one field opens with a quotation mark, every such field is well-formed (it closes before a tab or
/// the line's end, marks inside are doubled), and no other field holds a mark, as whoever writes such files quotes those.
/// Otherwise every mark is part of the text. A file is looked at as a whole; of a stream only the sample is.
struct QuotingCheck {
  private var record = DelimitedRecord()
  private let syntax: DelimitedSyntax
  private var openBytes = 0
  private(set) var hasQuotedField = false
  private(set) var isConsistent = true

  /// A quoted field of more than this is taken for a stray mark.
  private static let maximumRecordBytes = 1 << 24

  init(separator: UInt8) {
    syntax = DelimitedSyntax(separator: separator, isQuoted: true)
  }

  mutating func append(_ line: [UInt8]) {
    guard isConsistent else { return }
    openBytes = record.isOpen ? openBytes + line.count + 1 : 0
    if openBytes > Self.maximumRecordBytes { isConsistent = false }
    // Nearly all lines; also inside a quoted field a line without a mark changes nothing but its length.
    guard isConsistent, line.contains(UInt8(ascii: "\"")) else { return }
    if !record.isOpen { record.reset() }
    do {
      try record.append(line: line, syntax: syntax)
    } catch {
      isConsistent = false
    }
    if record.hasQuotedField { hasQuotedField = true }
    if record.hasBareQuote { isConsistent = false }
  }

  /// The answer, once all lines are in. The last line of a sample may leave a field open.
  func isQuoted(isWholeFile: Bool) -> Bool {
    hasQuotedField && isConsistent && !(isWholeFile && record.isOpen)
  }

  /// Looks at a whole file, or at the sample of a stream.
  static func isQuoted(_ lines: SampledLines, path: String, separator: UInt8) throws(DataError) -> Bool {
    var check = QuotingCheck(separator: separator)
    guard ByteStream.canBeReadAgain(path) else {
      for line in lines.sample { check.append(line) }
      return check.isQuoted(isWholeFile: false)
    }
    do throws(StorageError) {
      let reader = try LineReader(path: path)
      var line: [UInt8] = []
      while check.isConsistent, try reader.next(into: &line) { check.append(line) }
    } catch {
      throw .storage(error)
    }
    return check.isQuoted(isWholeFile: true)
  }
}
