/// The rows of two tensors in one: y[aRows[i]] = a[i], y[bRows[j]] = b[j]. Words and patches of pictures become one
/// sequence so. a [N, D], b [M, D], y [N + M, D].
struct MergedRowsOperation {
  let a: Tensor
  let b: Tensor
  let y: Tensor
  let aRows: Indices
  let bRows: Indices

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    take(dy, rows: aRows, to: a, on: &tape)
    take(dy, rows: bRows, to: b, on: &tape)
  }

  private func take(_ dy: Matrix, rows: Indices, to input: Tensor, on tape: inout Tape) {
    let target = tape.gradientTarget(of: input)
    guard target.accumulate else {
      return Kernels.embed(rows, table: dy, scale: nil, positions: nil, into: target.matrix)
    }
    tape.withScratch(rows: input.rows, columns: input.columns) { _, taken in
      Kernels.embed(rows, table: dy, scale: nil, positions: nil, into: taken)
      Kernels.add(taken, to: target.matrix)
    }
  }
}

extension Tape {
  /// - Parameters:
  ///   - aRows: where each row of a goes; together with `bRows` every number below N + M once.
  ///   - bRows: where each row of b goes.
  /// - Returns: [N + M, D].
  package mutating func mergingRows(_ a: Tensor, at aRows: Indices, _ b: Tensor, at bRows: Indices) -> Tensor {
    precondition(a.columns == b.columns && aRows.count == a.rows && bRows.count == b.rows, "rows that do not merge")
    let rows = a.rows + b.rows
    precondition(aRows.allBelow(rows) && bRows.allBelow(rows), "a row beyond the \(rows)")
    let start = slotCount
    let y = makeTensor(rows: rows, columns: a.columns)
    let merged = value(of: y)
    for (input, places) in [(a, aRows), (b, bRows)] {
      let values = value(of: input)
      for row in 0..<input.rows {
        let place = places[row]
        merged.rows(place..<place + 1).copy(from: values.rows(row..<row + 1))
      }
    }
    record(.mergedRows(MergedRowsOperation(a: a, b: b, y: y, aRows: aRows, bRows: bRows)), since: start)
    return y
  }
}
