import SerfStorage

/// Reads texts with labels.
public typealias ClassificationReader = LabelledRowReader<LabelledText>

/// Reads premises and hypotheses with labels.
public typealias EntailmentReader = LabelledRowReader<LabelledPair>

/// Reads rows of texts and a label, one after another, from TSV, CSV, JSON lines or, one text a row, fastText lines.
///
/// ```swift
/// let reader = try ClassificationReader(path: "train.tsv")
/// print(reader.notes)                       // ["train.tsv: no header; column 1 is text, column 2 is label"]
/// while let row = try reader.next() { … }
/// ```
/// The file may be compressed, and may be `-`. Format, header, columns and quoting are told from the first 500 lines (the
/// quoting of a TSV file from all of it); everything that was guessed is in `notes`. The rules are in
/// `Documentation/Formats.md`. Memory: those lines and the current row.
public final class LabelledRowReader<Row: LabelledRow> {
  public typealias Options = ReaderOptions<Row>

  /// The path as messages name it.
  public let path: String
  public let format: TextFormat
  /// The line on which the last row began, from 1.
  public private(set) var lineNumber = 0
  /// How many invalid UTF-8 sequences were replaced so far.
  public var replacementCount: Int { lines.replacementCount }
  /// How many rows had an empty text so far.
  public private(set) var emptyTextCount = 0
  /// How many rows were skipped so far, since they have no label.
  public private(set) var unlabelledCount = 0

  /// Longer ones are texts that were taken for labels.
  private static var maximumLabelBytes: Int { 1000 }

  private let options: Options
  private let lines: SampledLines
  private let records: RecordReader?
  private let layout: TableLayout?
  private let guesses: [String]
  private var hasReadHeader = false
  /// Columns of each row: of the header, or of the first row.
  private var columnCount = 0
  private var line: [UInt8] = []
  private var mappedLabels: Set<String> = []
  /// What stood in place of the labels of the rows that were skipped.
  private var missingMarks: Set<String> = []
  /// The different labels so far, before any mapping, as far as they matter.
  private var originalLabels: Set<String> = []

  /// - Parameters:
  ///   - path: a file, compressed or not, or `-`.
  ///   - options: what is not to be guessed.
  /// - Throws: ``DataError``: what the storage says, an empty file, an unclear format or columns, a missing column.
  public init(path: String, options: Options = Options()) throws(DataError) {
    lines = try SampledLines(path: path, lossy: options.lossy)
    self.path = lines.path
    self.options = options
    guard let firstIndex = lines.sample.firstIndex(where: { !$0.isEmpty }) else { throw .emptyFile(lines.path) }
    let first = lines.sample[firstIndex]
    guard let format = options.format ?? TextFormat.told(by: lines.sample, path: path) else {
      throw .unclearFormat(lines.path, line: firstIndex + 1, firstLine: String(decoding: first, as: UTF8.self))
    }
    self.format = format
    let inference = LayoutInference(
      path: lines.path, firstLine: firstIndex + 1, roles: Row.roles, labelNames: Row.usualLabelNames,
      textChoices: options.textColumns, pictureRoles: options.pictureFolder == nil ? [] : Row.pictureRoles,
      pictureChoices: options.pictureFolder == nil ? [] : options.pictureColumns, labelChoice: options.labelColumn)
    switch format {
    case .tsv, .csv:
      let setup = try Self.delimited(format, lines: lines, path: path, first: first)
      records = setup.records
      let sample = setup.records.sampleRecords()
      if sample.isEmpty { throw try setup.records.faultOfFirstRecord() }
      let layout = try inference.layout(ofDelimited: sample)
      self.layout = layout
      guesses = setup.notes + layout.notes
    case .jsonl:
      records = nil
      let layout = try Self.objectLayout(lines, inference)
      self.layout = layout
      guesses = layout.notes
    case .fastText:
      guard Row.roles.count == 1 else { throw .severalTextsInFastText(lines.path, roles: Row.roles.map(\.name)) }
      guard options.textColumns == [nil], options.labelColumn == nil else { throw .columnsInFastText(lines.path) }
      (records, layout, guesses) = (nil, nil, [])
    }
  }

  /// All that was guessed, and after the last row what was met, a sentence each.
  public var notes: [String] {
    var notes = guesses
    if replacementCount > 0 { notes.append("\(path): \(replacementCount) invalid UTF-8 sequences replaced") }
    if emptyTextCount > 0 { notes.append("\(path): \(emptyTextCount) rows have an empty text") }
    if unlabelledCount > 0 {
      let marks = missingMarks.sorted().map { $0.isEmpty ? "empty" : "\"\($0)\"" }.joined(separator: " or ")
      notes.append(
        "\(path): \(unlabelledCount) \(unlabelledCount == 1 ? "row has" : "rows have") no label (\(marks)) and "
          + "\(unlabelledCount == 1 ? "is" : "are") skipped")
    }
    return notes
  }

  /// Labels of the mapping that no row has had so far.
  public var unusedMappings: [String] {
    options.labelMapping.oldNames.filter { !mappedLabels.contains($0) }
  }
}

// MARK: - Setting up
extension LabelledRowReader {
  private static func delimited(
    _ format: TextFormat, lines: SampledLines, path: String, first: [UInt8]
  ) throws(DataError) -> (records: RecordReader, notes: [String]) {
    var notes: [String] = []
    let separator = format == .tsv ? UInt8(ascii: "\t") : csvSeparator(first)
    if format == .csv, separator != UInt8(ascii: ",") {
      notes.append("\(lines.path): columns are separated by \(separator == UInt8(ascii: ";") ? "semicolons" : "tabs")")
    }
    var isQuoted = true
    var isGuessed = false
    if format == .tsv {
      isQuoted = try QuotingCheck.isQuoted(lines, path: path, separator: separator)
      isGuessed = isQuoted && !ByteStream.canBeReadAgain(path)
      if isQuoted { notes.append("\(lines.path): fields in quotation marks are quoted as in CSV") }
    }
    let syntax = DelimitedSyntax(separator: separator, isQuoted: isQuoted)
    return (RecordReader(lines: lines, syntax: syntax, isQuotingGuessed: isGuessed), notes)
  }

  /// The separator that cuts the first line into more than one field.
  private static func csvSeparator(_ first: [UInt8]) -> UInt8 {
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return separators.first { separator in
      var record = DelimitedRecord()
      try? record.append(line: first, syntax: DelimitedSyntax(separator: separator, isQuoted: true))
      return record.fields.count > 1
    } ?? separators[0]
  }

  private static func objectLayout(
    _ lines: SampledLines, _ inference: LayoutInference
  ) throws(DataError) -> TableLayout {
    var names: [String] = []
    var rows: [[String]] = []
    for (index, line) in lines.sample.enumerated() where !line.isEmpty {
      // A later fault is met again, with its line, when the row is read.
      guard let members = try? JSONRow.members(of: line, lossy: true, path: lines.path, line: index + 1) else {
        if names.isEmpty { _ = try JSONRow.members(of: line, lossy: true, path: lines.path, line: index + 1) }
        break
      }
      if names.isEmpty { names = members.map(\.name) }
      let values = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      rows.append(names.map { JSONRow.text(values[$0]) ?? "" })
    }
    return try inference.layout(ofObjects: names, rows: rows)
  }
}

// MARK: - Reading
extension LabelledRowReader {
  /// A row as the file has it.
  private typealias Fields = (texts: [String], pictures: [String], label: String)

  /// The next row; nil at the end.
  /// - Throws: ``DataError`` with the file and the line: a row of another shape, an empty label, invalid UTF-8, broken JSON
  ///   or quoting, or what the storage says.
  public func next() throws(DataError) -> Row? {
    while let row = try nextRow() {
      let label = trimmed(row.label)
      guard !label.isEmpty || Row.missingLabel != nil else { throw .emptyLabel(path, line: lineNumber) }
      guard label.utf8.count <= Self.maximumLabelBytes else {
        throw .longLabel(path, line: lineNumber, bytes: label.utf8.count, limit: Self.maximumLabelBytes)
      }
      let newLabel = options.labelMapping(label)
      if newLabel != label { mappedLabels.insert(label) }
      if newLabel.isEmpty || newLabel == Row.missingLabel {
        missingMarks.insert(newLabel)
        unlabelledCount += 1
        continue
      }
      note(original: label)
      if row.texts.contains(where: { $0.utf8.allSatisfy { $0 <= 0x20 } }) { emptyTextCount += 1 }
      return Row(texts: row.texts, pictures: try row.pictures.map(picture), label: newLabel)
    }
    return nil
  }

  private func note(original label: String) {
    guard let number = Row.missingNumber, originalLabels.count < number.beside.count + 2 else { return }
    originalLabels.insert(label)
  }

  /// The label of rows that have been given as if they had one, which means that they have none; nil where it means
  /// itself. Known after the last row.
  var missingNumber: String? {
    guard let number = Row.missingNumber, originalLabels == number.beside.union([number.label]) else { return nil }
    return number.label
  }

  /// The path of a picture that the last row names.
  private func picture(_ name: String) throws(DataError) -> String {
    let folder = options.pictureFolder ?? ""
    guard let path = PictureFile.path(of: trimmed(name), in: folder) else {
      throw .missingPicture(path, line: lineNumber, name: trimmed(name), folder: folder)
    }
    return path
  }

  private func nextRow() throws(DataError) -> Fields? {
    if let records, let layout { return try nextRecord(records, layout) }
    repeat {
      guard try lines.next(into: &line) else { return nil }
    } while line.isEmpty
    lineNumber = lines.lineNumber
    guard let layout, let names = layout.names else {
      let row = try FastTextLine.parse(line, path: path, lineNumber: lineNumber)
      return ([row.text], [], row.label)
    }
    let members = try JSONRow.members(of: line, lossy: options.lossy, path: path, line: lineNumber)
    let columns = layout.textColumns + layout.pictureColumns
    let row = try JSONRow.row(
      members, texts: columns.map { names[$0] }, label: names[layout.labelColumn],
      mayLackLabel: Row.missingLabel != nil, path: path, line: lineNumber)
    let count = layout.textColumns.count
    return (Array(row.texts[..<count]), Array(row.texts[count...]), row.label)
  }

  private func nextRecord(
    _ records: RecordReader, _ layout: TableLayout
  ) throws(DataError) -> Fields? {
    if layout.hasHeader, !hasReadHeader {
      hasReadHeader = true
      guard let header = try records.next() else { return nil }
      columnCount = header.count
    }
    guard let fields = try records.next() else { return nil }
    lineNumber = records.recordLine
    if columnCount == 0 { columnCount = fields.count }
    // Empty fields at the end are what a spreadsheet leaves; they hold nothing.
    guard fields.count >= columnCount, fields[columnCount...].allSatisfy(\.isEmpty) else {
      throw .wrongColumnCount(path, line: lineNumber, found: fields.count, expected: columnCount)
    }
    return (
      layout.textColumns.map { String(decoding: fields[$0], as: UTF8.self) },
      layout.pictureColumns.map { String(decoding: fields[$0], as: UTF8.self) },
      String(decoding: fields[layout.labelColumn], as: UTF8.self)
    )
  }
}
