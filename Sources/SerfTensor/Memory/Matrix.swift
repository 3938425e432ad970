/// A [rows, columns] view of float32 memory that an arena or a buffer pool owns.
///
/// Rows lie `stride` floats apart, so a view can be a slice of columns. The view is a pointer and three integers; it
/// neither owns nor retains.
/// - Invariant: every element of the view lies in memory that stays allocated while the view is in use. Views are made by
///   ``ParameterArena``, ``GradientArena``, ``SparseRows`` and ``BufferPool`` alone, and never outlive the tape pass they were lent to.
///   (A `Span` would let the compiler prove it, but an operation needs five to ten mutable views of one pool at once,
///   which exclusive `inout` lending can't express.)
@safe
package struct Matrix {
  package let rows: Int
  package let columns: Int
  /// Distance between rows. Unit: floats.
  package let stride: Int
  let base: UnsafeMutablePointer<Float>

  init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
    unsafe self.base = unsafe base
  }

  /// Elements, of a view without gaps.
  package var count: Int { rows * columns }
  package var isContiguous: Bool { stride == columns || rows <= 1 }
}

// MARK: - Slices
extension Matrix {
  package func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    return unsafe Matrix(base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  package func columns(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
    return unsafe Matrix(base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// The same memory under another shape.
  package func reshaped(rows: Int, columns: Int) -> Matrix {
    precondition(isContiguous && rows * columns == count, "[\(self.rows), \(self.columns)] as [\(rows), \(columns)]")
    return unsafe Matrix(base: base, rows: rows, columns: columns)
  }
}

// MARK: - Elements
extension Matrix {
  package subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "[\(row), \(column)]")
      return unsafe base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "[\(row), \(column)]")
      unsafe base[row * stride + column] = newValue
    }
  }

  /// All elements, row by row.
  package var elements: [Float] {
    (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } }
  }

  /// Writes all elements, row by row.
  package func fill(with elements: [Float]) {
    precondition(elements.count == count, "\(elements.count) elements for [\(rows), \(columns)]")
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = elements[row * columns + column] }
    }
  }

  /// Lends the elements, row by row, of a view without gaps to who writes them.
  package func withMutableSpan(_ body: (inout MutableSpan<Float>) -> Void) {
    precondition(isContiguous, "a view with gaps")
    var span = unsafe MutableSpan(_unsafeStart: base, count: count)
    body(&span)
  }

  package func fill(with value: Float) {
    for row in 0..<rows { unsafe (base + row * stride).update(repeating: value, count: columns) }
  }

  /// Writes one [1, columns] row over every row.
  func fillRows(with row: Matrix) {
    precondition(row.rows == 1 && row.columns == columns, "[\(row.rows), \(row.columns)] over rows of \(columns)")
    for index in 0..<rows { rows(index..<index + 1).copy(from: row) }
  }

  /// Copies the elements of a matrix of the same shape.
  package func copy(from other: Matrix) {
    precondition(
      rows == other.rows && columns == other.columns, "[\(other.rows), \(other.columns)] into [\(rows), \(columns)]")
    for row in 0..<rows {
      unsafe (base + row * stride).update(from: other.base + row * other.stride, count: columns)
    }
  }
}
