package import SerfStorage

/// Rows of numbers, each of its own length, end to end: in memory, or in a file that is mapped into it.
/// - Invariant: the starts are one more than there are rows, begin with 0 and never fall.
package struct NumberRows<Element: BitwiseCopyable & FixedWidthInteger & Sendable>: Sendable {
  private var numbers: [Element] = []
  private var starts = [0]
  /// What stands in for both where the rows are in a file.
  private let file: (numbers: ScratchNumbers<Element>, starts: ScratchNumbers<Int>)?

  /// No rows, in memory.
  package init() { file = nil }

  fileprivate init(_ numbers: ScratchNumbers<Element>, starts: ScratchNumbers<Int>) { file = (numbers, starts) }

  package var count: Int { (file?.starts.count ?? starts.count) - 1 }

  /// - Precondition: the rows are in memory.
  package mutating func append(_ row: some Sequence<Element>) {
    precondition(file == nil, "a row behind those of a file")
    numbers.append(contentsOf: row)
    starts.append(numbers.count)
  }

  private func range(of row: Int) -> Range<Int> {
    guard let file else { return starts[row]..<starts[row + 1] }
    return file.starts[row]..<file.starts[row + 1]
  }

  package func length(of row: Int) -> Int { range(of: row).count }

  /// A row; of a file a copy.
  package subscript(row: Int) -> ArraySlice<Element> {
    let range = range(of: row)
    guard let file else { return numbers[range] }
    return file.numbers[range][...]
  }
}

// MARK: - Writing
/// Writes rows to a file, one after the other.
package struct NumberRowsWriter<Element: BitwiseCopyable & FixedWidthInteger & Sendable>: ~Copyable {
  private var numbers: ScratchNumbersWriter<Element>
  private var starts: ScratchNumbersWriter<Int>
  private var end = 0

  /// - Parameter path: beside which the file lies.
  package init(beside path: String) throws(StorageError) {
    let numbers = try ScratchNumbersWriter<Element>(beside: path)
    var starts = try ScratchNumbersWriter<Int>(beside: path)
    try starts.append([0])
    self.numbers = numbers
    self.starts = starts
  }

  package mutating func append(_ row: [Element]) throws(StorageError) {
    try numbers.append(row)
    end += row.count
    try starts.append([end])
  }

  package consuming func finish() throws(StorageError) -> NumberRows<Element> {
    NumberRows(try numbers.finish(), starts: try starts.finish())
  }
}

// MARK: - Fingerprints
extension Fingerprint {
  /// The same wherever the rows are.
  package mutating func add(_ rows: NumberRows<some FixedWidthInteger>) {
    add((0..<rows.count).reduce(0) { $0 + rows.length(of: $1) })
    for row in 0..<rows.count {
      for number in rows[row] { add(number) }
    }
    add(rows.count + 1)
    var start = 0
    add(start)
    for row in 0..<rows.count {
      start += rows.length(of: row)
      add(start)
    }
  }
}
