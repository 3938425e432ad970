/// The numbers of a test set, laid out so that the sums of many selections of segments are fast.
///
/// Columns stand in blocks of eight, and all rows of a block one after the other: a sum then stays in registers.
/// - Invariant: each block has a vector a segment.
struct RowSums<Number: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable where Number.SIMD8Storage: Sendable {
  private let blocks: [[SIMD8<Number>]]
  let columnCount: Int

  init(_ statistics: SegmentStatistics) {
    let columns = statistics.columnCount
    columnCount = columns
    blocks = stride(from: 0, to: columns, by: 8).map { first in
      (0..<statistics.segmentCount).map { row in
        var vector = SIMD8<Number>()
        for lane in 0..<min(8, columns - first) {
          vector[lane] = Number(statistics.values[row * columns + first + lane])
        }
        return vector
      }
    }
  }

  /// The sum of some rows, added in the order given.
  func sums(of rows: [UInt32]) -> [Number] {
    var sums: [Number] = []
    sums.reserveCapacity(blocks.count * 8)
    for block in blocks {
      let sum = Self.sum(of: rows, in: block)
      for lane in 0..<8 where sums.count < columnCount { sums.append(sum[lane]) }
    }
    return sums
  }

  @inline(__always)
  private static func sum(of rows: [UInt32], in block: [SIMD8<Number>]) -> SIMD8<Number> {
    var sum = SIMD8<Number>()
    for row in rows { sum += block[Int(row)] }
    return sum
  }
}
