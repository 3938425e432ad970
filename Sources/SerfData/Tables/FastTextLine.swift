/// A line of the fastText format: `__label__x` and the text, or the text and then the label.
enum FastTextLine {
  static let mark = Array("__label__".utf8)

  /// Label and text of a line that is UTF-8.
  static func parse(_ line: [UInt8], path: String, lineNumber: Int) throws(DataError) -> LabelledText {
    let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = words.first, let last = words.last else {
      throw .noFastTextLabel(path, line: lineNumber, found: "")
    }
    let isLabelFirst = first.starts(with: mark)
    guard isLabelFirst || last.starts(with: mark) else {
      throw .noFastTextLabel(path, line: lineNumber, found: String(decoding: line, as: UTF8.self))
    }
    let neighbour = isLabelFirst ? words.dropFirst().first : words.dropLast().last
    if let neighbour, neighbour.starts(with: mark) { throw .severalFastTextLabels(path, line: lineNumber) }
    let label = isLabelFirst ? first : last
    let text = isLabelFirst ? line[label.endIndex...] : line[..<label.startIndex]
    return LabelledText(
      text: trimmed(String(decoding: text, as: UTF8.self)),
      label: String(decoding: label.dropFirst(mark.count), as: UTF8.self))
  }
}

/// Without blanks and tabs at the ends.
func trimmed(_ text: String) -> String {
  func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }
  var scalars = Substring(text).unicodeScalars
  while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
  while let last = scalars.last, isBlank(last) { scalars.removeLast() }
  return String(scalars)
}
