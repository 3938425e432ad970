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

  /// The `count` most probable outputs of the softmax of x · Wᵀ + b, row by row; of equally probable ones the first. In
  /// slices of rows, so that a beam's logits never exist at once.
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: W [V, D].
  ///   - bias: b [1, V].
  ///   - excluded: outputs that are not to be among them; they have their share of the softmax.
  package mutating func topOutputs(
    _ x: Tensor, weight: Parameter, bias: Parameter?, count: Int, excluding excluded: [Int]
  ) -> TopOutputs {
    precondition(count > 0 && excluded.allSatisfy { $0 < weight.rows }, "outputs beyond the \(weight.rows)")
    let rows = max(Self.topSliceSize / weight.rows, 1)
    let input = value(of: x)
    var (logProbabilities, outputs) = ([Float](), [Int32]())
    logProbabilities.reserveCapacity(x.rows * count)
    outputs.reserveCapacity(x.rows * count)
    withScratch(rows: min(rows, x.rows), columns: weight.rows) { tape, scratch in
      for start in stride(from: 0, to: x.rows, by: rows) {
        let range = start..<min(start + rows, x.rows)
        let logits = scratch.rows(0..<range.count)
        tape.multiply(
          input.rows(range), by: tape.parameter(weight), transposeSecond: true, bias: bias.map { tape.parameter($0) },
          into: logits)
        Kernels.appendTop(count, of: logits, excluding: excluded, to: &logProbabilities, &outputs)
      }
    }
    return TopOutputs(count: count, logProbabilities: logProbabilities, outputs: outputs)
  }
}
