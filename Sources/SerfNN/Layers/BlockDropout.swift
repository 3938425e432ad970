/// Dropout rates of a transformer block: Vaswani et al. 2017 drop what each part adds to the residual sum; fairseq names the
/// other two attention and activation dropout.
package struct BlockDropout: Sendable {
  /// Of what attention and feed-forward add to the residual sum.
  package var residual: Float
  /// Of the attention weights.
  package var attention: Float
  /// Of the activation's values.
  package var feedForward: Float

  /// - Parameters:
  ///   - attention: nil is the residual's.
  ///   - feedForward: nil is the residual's.
  package init(_ residual: Float, attention: Float? = nil, feedForward: Float? = nil) {
    self.residual = residual
    self.attention = attention ?? residual
    self.feedForward = feedForward ?? residual
  }
}
