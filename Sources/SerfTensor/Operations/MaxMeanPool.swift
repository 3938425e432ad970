/// y[b] = [maximum | mean] over the rows of sequence b. x [N, D], y [B, 2D].
struct MaxMeanPoolOperation {
  let x: Tensor
  let y: Tensor
  let segments: Indices
  let inverseLengths: Tensor
  /// The row of each maximum, 32-bit integers, [B, D].
  let winner: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    Kernels.poolMaxMeanBackward(
      dy, segments: segments, inverseLengths: tape.value(of: inverseLengths), winner: tape.value(of: winner),
      to: tape.gradientSum(of: x))
  }
}

extension Tape {
  /// - Parameter segments: for each row of x the sequence, 0 ..< sequences; every sequence has a row.
  /// - Returns: [B, 2D].
  package mutating func maxMeanPool(_ x: Tensor, segments: Indices, sequences: Int) -> Tensor {
    let start = slotCount
    let y = makeTensor(rows: sequences, columns: 2 * x.columns)
    let inverseLengths = makeTensor(rows: sequences, columns: 1)
    let winner = makeTensor(rows: sequences, columns: x.columns)
    let lengths = value(of: inverseLengths)
    lengths.fill(with: 0)
    for row in 0..<segments.count { lengths[segments[row], 0] += 1 }
    for sequence in 0..<sequences { lengths[sequence, 0] = 1 / max(lengths[sequence, 0], 1) }
    Kernels.poolMaxMean(
      value(of: x), segments: segments, inverseLengths: lengths, into: value(of: y), winner: value(of: winner))
    record(
      .maxMeanPool(
        MaxMeanPoolOperation(x: x, y: y, segments: segments, inverseLengths: inverseLengths, winner: winner)),
      since: start)
    return y
  }
}
