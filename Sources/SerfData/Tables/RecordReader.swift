/// The records of a TSV or CSV file, as fields.
final class RecordReader {
  let syntax: DelimitedSyntax
  let lines: SampledLines
  /// The line on which the last record began.
  private(set) var recordLine = 0
  private var record = DelimitedRecord()
  private var line: [UInt8] = []
  /// The quoting was judged by a sample, so what contradicts it later is an error.
  private let isQuotingGuessed: Bool

  /// A record of several lines and more than this has a quotation mark that nothing closes.
  private static let maximumRecordBytes = 1 << 26

  init(lines: SampledLines, syntax: DelimitedSyntax, isQuotingGuessed: Bool) {
    self.lines = lines
    self.syntax = syntax
    self.isQuotingGuessed = isQuotingGuessed
  }
}

// MARK: - Reading
extension RecordReader {
  /// The fields of the next record, blank lines skipped; nil at the end.
  func next() throws(DataError) -> [[UInt8]]? {
    repeat {
      guard try lines.next(into: &line) else { return nil }
    } while line.isEmpty
    recordLine = lines.lineNumber
    record.reset()
    try appendLine()
    var bytes = line.count
    while record.isOpen {
      guard bytes <= Self.maximumRecordBytes, try lines.next(into: &line) else {
        throw .unclosedQuote(lines.path, line: recordLine)
      }
      bytes += line.count + 1
      try appendLine()
    }
    return record.fields
  }

  /// Why the sample has no whole record: its fault, or a quoted field that fills the sample.
  func faultOfFirstRecord() throws(DataError) -> DataError {
    _ = try next()
    return .unclosedQuote(lines.path, line: recordLine)
  }

  private func appendLine() throws(DataError) {
    var isFaulty = false
    do {
      try record.append(line: line, syntax: syntax)
    } catch {
      isFaulty = true
    }
    if isQuotingGuessed, isFaulty || record.hasBareQuote {
      throw .inconsistentQuotes(lines.path, line: lines.lineNumber)
    }
    if isFaulty { throw .textAfterQuote(lines.path, line: lines.lineNumber) }
  }

  /// The whole records of the sample, as text; used to see how the file is laid out, so a fault merely ends it.
  func sampleRecords() -> [[String]] {
    var records: [[String]] = []
    var record = DelimitedRecord()
    for line in lines.sample where record.isOpen || !line.isEmpty {
      if !record.isOpen { record.reset() }
      do {
        try record.append(line: line, syntax: syntax)
      } catch {
        return records
      }
      if !record.isOpen { records.append(record.fields.map { String(decoding: $0, as: UTF8.self) }) }
    }
    return records
  }
}
