/// The numbers of a test set, laid out so that the sums of many selections of segments are fast.
///
/// Columns stand in blocks of sixteen, and all rows of a block one after the other: a sum then stays in registers, and in
/// so many that no addition waits for the last.
/// - Invariant: each block has a vector a segment.
struct RowSums<Number: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable where Number.SIMD16Storage: Sendable {
  private let blocks: [[SIMD16<Number>]]
  let columnCount: Int

  init(_ statistics: SegmentStatistics) {
    let columns = statistics.columnCount
    columnCount = columns
    blocks = stride(from: 0, to: columns, by: 16).map { first in
      (0..<statistics.segmentCount).map { row in
        var vector = SIMD16<Number>()
        for lane in 0..<min(16, columns - first) {
          vector[lane] = Number(statistics.values[row * columns + first + lane])
        }
        return vector
      }
    }
  }

  /// The sum of some rows, added in the order given.
  func sums(of rows: [UInt32]) -> [Number] {
    var sums: [Number] = []
    sums.reserveCapacity(blocks.count * 16)
    for block in blocks {
      let sum = Self.sum(of: rows, in: block)
      for lane in 0..<16 where sums.count < columnCount { sums.append(sum[lane]) }
    }
    return sums
  }

  @inline(__always)
  private static func sum(of rows: [UInt32], in block: [SIMD16<Number>]) -> SIMD16<Number> {
    // Unsafe: the rows are drawn from 0 ..< segmentCount, which is what a block holds.
    unsafe block.withUnsafeBufferPointer { block in
      var sum = SIMD16<Number>()
      for row in rows { unsafe sum += block[Int(row)] }
      return sum
    }
  }
}
