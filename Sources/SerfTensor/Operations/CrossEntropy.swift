/// A loss on its way: a sum and the weight that it is divided by, once, at the end.
package struct Loss: Hashable, Sendable {
  package var sum: Double
  package var weight: Double

  package init(sum: Double = 0, weight: Double = 0) { (self.sum, self.weight) = (sum, weight) }

  package static func + (a: Loss, b: Loss) -> Loss { Loss(sum: a.sum + b.sum, weight: a.weight + b.weight) }

  /// The mean; 0 of nothing.
  package var mean: Double { weight > 0 ? sum / weight : 0 }
}

/// The gradient of the softmax cross-entropy, which the forward step has written over the logits.
struct CrossEntropyOperation {
  let logits: Tensor
  let scale: Float

  func backward(on tape: inout Tape) {
    Kernels.scale(tape.value(of: logits), by: scale)
    tape.turnValueIntoGradient(of: logits)
  }
}

extension Tape {
  /// Softmax cross-entropy against labels, with label smoothing (Szegedy et al. 2016: the label keeps 1 - smoothing, every
  /// class gets smoothing / C) and a weight a class. In training the logits' values are used up.
  /// - Parameters:
  ///   - logits: [B, C].
  ///   - labels: B entries in 0 ..< C.
  ///   - classWeights: [1, C].
  ///   - scale: what the gradient of the sum is multiplied by: one over the weight of the whole batch.
  package mutating func crossEntropy(
    _ logits: Tensor, labels: Indices, classWeights: Matrix? = nil, smoothing: Float = 0, scale: Float
  ) -> Loss {
    precondition(labels.allBelow(logits.columns), "a label beyond the \(logits.columns) classes")
    precondition(classWeights.map { $0.count == logits.columns } ?? true, "class weights of other classes")
    if mode.isTraining {
      let loss = Kernels.crossEntropy(
        value(of: logits), labels: labels, classWeights: classWeights, smoothing: smoothing)
      record(.crossEntropy(CrossEntropyOperation(logits: logits, scale: scale)), since: slotCount)
      return Loss(sum: loss.sum, weight: loss.weight)
    }
    let matrix = value(of: logits)
    return withScratch(rows: logits.rows, columns: logits.columns) { _, copy in
      copy.copy(from: matrix)
      let loss = Kernels.crossEntropy(copy, labels: labels, classWeights: classWeights, smoothing: smoothing)
      return Loss(sum: loss.sum, weight: loss.weight)
    }
  }
}
