import SerfStorage

/// How fields are set apart in a line of TSV or CSV.
struct DelimitedSyntax: Hashable, Sendable {
  let separator: UInt8
  /// Fields in quotation marks are quoted as in RFC 4180: `""` is a mark, separators and line ends may be inside.
  let isQuoted: Bool
}

/// Splits records into fields, line by line; a quoted field may go on in the next line.
struct DelimitedRecord {
  private(set) var fields: [[UInt8]] = []
  /// A quoted field was opened and not closed.
  private(set) var isOpen = false
  /// A field that opened with a quotation mark was met.
  private(set) var hasQuotedField = false
  /// A quotation mark stands inside a field that is not quoted, which a consistent writer would have quoted.
  private(set) var hasBareQuote = false

  /// Text stands after a closing quotation mark.
  struct Fault: Error {}

  /// Columns that are looked at; a line of nothing but separators would take many times its size.
  private static let maximumFields = 1 << 14
  private static let quote = UInt8(ascii: "\"")

  mutating func reset() {
    fields.removeAll(keepingCapacity: true)
    (isOpen, hasQuotedField, hasBareQuote) = (false, false, false)
  }

  /// Takes a line: a new record's first, or the next one of a record that is open.
  mutating func append(line: [UInt8], syntax: DelimitedSyntax) throws(Fault) {
    var position = 0
    if isOpen {
      fields[fields.count - 1].append(0x0A)
      position = try quoted(line, from: 0, syntax)
      if isOpen || position > line.count { return }
    }
    while fields.count < Self.maximumFields {
      if syntax.isQuoted, position < line.count, line[position] == Self.quote {
        hasQuotedField = true
        fields.append([])
        position = try quoted(line, from: position + 1, syntax)
        if isOpen { return }
      } else {
        let end = line[position...].firstIndex(of: syntax.separator) ?? line.count
        let field = line[position..<end]
        if syntax.isQuoted, field.contains(Self.quote) { hasBareQuote = true }
        fields.append(Array(field))
        position = end + 1
      }
      if position > line.count { return }
    }
  }

  /// Reads the rest of a quoted field into the last field.
  /// - Returns: where the next field starts; beyond the line's end when there is none.
  private mutating func quoted(_ line: [UInt8], from start: Int, _ syntax: DelimitedSyntax) throws(Fault) -> Int {
    isOpen = true
    var position = start
    while let mark = line[position...].firstIndex(of: Self.quote) {
      fields[fields.count - 1].append(contentsOf: line[position..<mark])
      position = mark + 1
      if position == line.count || line[position] == syntax.separator {
        isOpen = false
        return position + 1
      }
      guard line[position] == Self.quote else { throw Fault() }
      fields[fields.count - 1].append(Self.quote)
      position += 1
    }
    fields[fields.count - 1].append(contentsOf: line[position...])
    return line.count + 1
  }
}
