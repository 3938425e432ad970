/// The softmax cross-entropy of x · Wᵀ + b, taken in slices of rows, so that the [N, V] logits of a large vocabulary never
/// exist at once.
///
/// There is nothing to record: a slice's gradients are taken while its logits, which they overwrite, are at hand, as the
/// scale of the loss is known beforehand. Keeping the logits would take V / D times the memory of x, computing them again
/// in backward a third more time.
extension Tape {
  /// Numbers of a slice's logits: 4 MB, which stay in the core's outer caches until they have become gradients.
  private static let sliceSize = 1 << 20
  /// Rows of a slice at least: below, products are mostly the packing of W.
  private static let fewestRows = 64

  /// Cross-entropy against labels with label smoothing, as ``crossEntropy(_:labels:classWeights:smoothing:scale:)``.
  /// - Parameters:
  ///   - x: [N, D]. In training its gradient is there afterwards.
  ///   - weight: W [V, D], dense; often the table of the embeddings.
  ///   - bias: b [1, V].
  ///   - labels: N entries in 0 ..< V.
  ///   - scale: what the gradient of the sum is multiplied by: one over the weight of the whole batch.
  package mutating func outputCrossEntropy(
    _ x: Tensor, weight: Parameter, bias: Parameter?, labels: Indices, smoothing: Float = 0, scale: Float
  ) -> Loss {
    precondition(labels.count == x.rows && labels.allBelow(weight.rows), "a label beyond the \(weight.rows) outputs")
    let rows = min(max(Self.sliceSize / weight.rows, Self.fewestRows), max(x.rows, 1))
    let input = value(of: x)
    let target = mode.isTraining ? gradientTarget(of: x) : nil
    var loss = Loss()
    withScratch(rows: rows, columns: weight.rows) { tape, scratch in
      for start in stride(from: 0, to: x.rows, by: rows) {
        let range = start..<min(start + rows, x.rows)
        let logits = scratch.rows(0..<range.count)
        tape.multiply(input.rows(range), byTransposed: weight, bias: bias, into: logits)
        let (sum, count) = Kernels.crossEntropy(
          logits, labels: labels.range(range), classWeights: nil, smoothing: smoothing)
        loss = loss + Loss(sum: sum, weight: count)
        guard let target else { continue }
        Kernels.scale(logits, by: scale)
        if let bias { Kernels.addColumnSums(of: logits, to: tape.parameterGradient(bias)) }
        tape.multiply(
          logits, by: input.rows(range), transposeFirst: true, accumulate: true, into: tape.parameterGradient(weight))
        tape.multiply(
          logits, by: tape.parameter(weight), accumulate: target.accumulate, into: target.matrix.rows(range))
      }
    }
    return loss
  }
}
