/// The gradient of a large table of which an update touches few rows: the touched rows, in the order of first touch.
/// - Invariant: `place[row]` is the position of `row` in `touched` and of its sums in `sums`, or -1; sums of touched rows
///   begin at 0.
@safe
package final class SparseRows {
  package let rowCount: Int
  package let width: Int
  private let place: IndexBuffer
  package let touched = IndexBuffer()
  private var sums: AlignedBuffer

  init(rowCount: Int, width: Int) {
    self.rowCount = rowCount
    self.width = width
    place = IndexBuffer(repeatElement(-1, count: rowCount))
    sums = AlignedBuffer(count: 64 * width)
  }

  /// The sums of a row, zero at its first touch, [1, width].
  package func sums(ofRow row: Int) -> Matrix {
    if place[row] < 0 {
      place[row] = touched.count
      touched.append(row)
      if touched.count * width > sums.count { grow() }
      let fresh = matrix(at: place[row])
      fresh.fill(with: 0)
      return fresh
    }
    return matrix(at: place[row])
  }

  /// The sums of the touched row at `position`, [1, width].
  package func matrix(at position: Int) -> Matrix {
    unsafe Matrix(base: sums.base + position * width, rows: 1, columns: width)
  }

  /// The sums of all touched rows, [touched, width].
  package var all: Matrix { unsafe Matrix(base: sums.base, rows: touched.count, columns: width) }

  /// Adds the rows of another shard, in their order.
  package func add(_ other: SparseRows) {
    for position in 0..<other.touched.count {
      Kernels.add(other.matrix(at: position), to: sums(ofRow: other.touched[position]))
    }
  }

  package func removeAll() {
    for position in 0..<touched.count { place[touched[position]] = -1 }
    touched.removeAll()
  }

  private func grow() {
    let larger = AlignedBuffer(count: sums.count * 2)
    unsafe larger.base.update(from: sums.base, count: sums.count)
    sums = larger
  }
}
