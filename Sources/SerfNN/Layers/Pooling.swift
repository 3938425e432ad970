import SerfActivations
package import SerfTensor

/// How the rows of a sequence become one vector.
public enum PoolingMethod: String, CaseIterable, Sendable {
  /// A weighted mean, the weights a softmax over learned scores wᵀ·tanh(W·x + b) (Lin et al. 2017).
  case attention
  /// The maximum and the mean of each feature, side by side.
  case maxMean = "max-mean"
  case mean
}

/// Pools the rows [N, D] of each sequence into one row [B, outputWidth].
package struct Pooling: Sendable {
  let method: PoolingMethod
  /// W and w of the attention's scores; nil for the other methods.
  let scorer: (hidden: Linear, score: Linear)?
  package let outputWidth: Int

  package init(_ scope: ParameterScope, method: PoolingMethod, width: Int) {
    self.method = method
    outputWidth = method == .maxMean ? 2 * width : width
    scorer =
      method == .attention
      ? (
        Linear(scope.child("hidden"), from: width, to: width, activation: Tanh()),
        Linear(scope.child("score"), from: width, to: 1)
      ) : nil
  }

  /// - Parameter segments: for each row its sequence, 0 ..< sequences.
  package func callAsFunction(_ x: Tensor, segments: Indices, sequences: Int, on tape: inout Tape) -> Tensor {
    switch method {
    case .maxMean: return tape.maxMeanPool(x, segments: segments, sequences: sequences)
    case .mean:
      // Equal scores make the softmax-weighted mean the plain one.
      let scores = tape.makeTensor(rows: x.rows, columns: 1)
      tape.value(of: scores).fill(with: 0)
      return tape.attentionPool(x, scores: scores, segments: segments, sequences: sequences)
    case .attention:
      guard let scorer else { preconditionFailure("attention pooling without its weights") }
      let scores = scorer.score(scorer.hidden(x, on: &tape), on: &tape)
      return tape.attentionPool(x, scores: scores, segments: segments, sequences: sequences)
    }
  }
}
