/// A [rows, columns] matrix of doubles for the plain references.
struct Grid: Sendable {
  let rows: Int
  let columns: Int
  /// Row by row.
  var values: [Double]

  init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns)
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
  }

  /// Uniform numbers that float32 holds exactly, so that the fast code sees the same input.
  init(rows: Int, columns: Int, from numbers: inout SeededNumbers, in range: ClosedRange<Double> = -1...1) {
    self.init(
      rows: rows, columns: columns,
      values: (0..<rows * columns).map { _ in Double(Float(Double.random(in: range, using: &numbers))) })
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  func columns(_ range: Range<Int>) -> Grid {
    Grid(rows: rows, columns: range.count, values: (0..<rows).flatMap { row in range.map { self[row, $0] } })
  }

  var floats: [Float] { values.map(Float.init) }
  var largest: Double { values.reduce(0) { max($0, abs($1)) } }
}

/// SplitMix64: test data that does not depend on the generator under test.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func grid(_ rows: Int, _ columns: Int, in range: ClosedRange<Double> = -1...1) -> Grid {
    Grid(rows: rows, columns: columns, from: &self, in: range)
  }

  mutating func indices(_ count: Int, below limit: Int) -> [Int] {
    (0..<count).map { _ in Int.random(in: 0..<limit, using: &self) }
  }
}
