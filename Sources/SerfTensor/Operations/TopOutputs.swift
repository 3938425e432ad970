/// The most probable outputs of each of some rows.
package struct TopOutputs: Sendable {
  /// Outputs a row, most probable first.
  package let count: Int
  /// log softmax, [rows, count]; -∞ where a row has fewer outputs.
  package let logProbabilities: [Float]
  /// Their numbers, [rows, count].
  package let outputs: [Int32]
}

extension Tape {
  /// Numbers of a slice's logits: 16 MB. A slice packs the whole of W, so a beam should fit into one.
  private static let topSliceSize = 4 << 20

  /// The `count` most probable outputs of the softmax of x · Wᵀ + b, row by row; of equally probable ones the first.
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: W [V, D].
  ///   - bias: b [1, V].
  ///   - allowed: N entries.
  package mutating func topOutputs(
    _ x: Tensor, weight: Parameter, bias: Parameter?, count: Int, allowed: [AllowedOutputs]
  ) -> TopOutputs {
    precondition(count > 0, "no outputs are wanted")
    var (logProbabilities, outputs) = ([Float](), [Int32]())
    logProbabilities.reserveCapacity(x.rows * count)
    outputs.reserveCapacity(x.rows * count)
    forEachLogits(x, weight: weight, bias: bias, allowed: allowed) { row, logits, logSum in
      Kernels.appendTop(count, of: logits, to: &logProbabilities, &outputs)
      for index in row * count..<(row + 1) * count { logProbabilities[index] -= logSum }
    }
    return TopOutputs(count: count, logProbabilities: logProbabilities, outputs: outputs)
  }

  /// Goes through the logits x · Wᵀ + b row by row, without those that are not allowed, in slices of rows, so that a beam's
  /// logits never exist at once.
  /// - Parameter body: is told the row, its logits [1, V], which it may use up, and the logarithm of the sum of all their
  ///   exponentials.
  mutating func forEachLogits(
    _ x: Tensor, weight: Parameter, bias: Parameter?, allowed: [AllowedOutputs], _ body: (Int, Matrix, Float) -> Void
  ) {
    precondition(allowed.count == x.rows, "\(allowed.count) choices for \(x.rows) rows")
    precondition(allowed.allSatisfy { $0.fits(weight.rows) }, "outputs beyond the \(weight.rows)")
    let rows = max(Self.topSliceSize / weight.rows, 1)
    let input = value(of: x)
    withScratch(rows: min(rows, x.rows), columns: weight.rows) { tape, scratch in
      for start in stride(from: 0, to: x.rows, by: rows) {
        let range = start..<min(start + rows, x.rows)
        let logits = scratch.rows(0..<range.count)
        tape.multiply(input.rows(range), byTransposed: weight, bias: bias, into: logits)
        for row in range {
          let own = logits.rows(row - start..<row - start + 1)
          let logSum = Kernels.logSum(own)
          allowed[row].restrict(own)
          body(row, own, logSum)
        }
      }
    }
  }
}
