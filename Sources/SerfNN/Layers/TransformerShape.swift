package import SerfActivations

/// Where a transformer block normalises: before each part (Xiong et al. 2020), or after its residual sum as in Vaswani et
/// al. 2017.
public enum NormPlacement: String, CaseIterable, Sendable {
  case pre
  case post
}

/// What the blocks of a transformer have in common, and the parts that they are built of.
package struct TransformerShape: Sendable {
  let width: Int
  let headCount: Int
  let innerWidth: Int
  let activation: any Activation
  let isGated: Bool
  let placement: NormPlacement
  let dropout: BlockDropout

  /// - Parameters:
  ///   - innerWidth: of the feed-forward part, where the activation acts.
  ///   - isGated: whether the activation is multiplied by a second, linear layer.
  package init(
    width: Int, headCount: Int, innerWidth: Int, activation: any Activation, isGated: Bool = false,
    placement: NormPlacement, dropout: BlockDropout
  ) {
    (self.width, self.headCount, self.innerWidth) = (width, headCount, innerWidth)
    (self.activation, self.isGated) = (activation, isGated)
    (self.placement, self.dropout) = (placement, dropout)
  }
}

extension TransformerShape {
  func selfAttention(_ scope: ParameterScope) -> MultiHeadAttention {
    MultiHeadAttention(scope, width: width, headCount: headCount, dropoutRate: dropout.attention)
  }

  func crossAttention(_ scope: ParameterScope) -> CrossAttention {
    CrossAttention(scope, width: width, headCount: headCount, dropoutRate: dropout.attention)
  }

  func feedForward(_ scope: ParameterScope) -> FeedForward {
    FeedForward(
      scope, width: width, innerWidth: innerWidth, activation: activation, isGated: isGated,
      dropoutRate: dropout.feedForward)
  }

  func norm(_ scope: ParameterScope) -> LayerNorm { LayerNorm(scope, width: width) }

  /// Closes a stack whose parts are normed beforehand.
  func finalNorm(_ scope: ParameterScope) -> LayerNorm? { placement == .pre ? norm(scope) : nil }
}
