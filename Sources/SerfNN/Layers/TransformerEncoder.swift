package import SerfTensor

/// A stack of transformer encoder blocks: self-attention and feed-forward, each with residual, dropout and norm.
///
/// With the norm before each part a last norm closes the stack. Residual sum, dropout and the next norm are one operation,
/// so a block's first norm is taken by the block before it.
package struct TransformerEncoder: Sendable {
  let blocks: [Block]
  let finalNorm: LayerNorm?
  let placement: NormPlacement
  let dropoutRate: Float

  struct Block: Sendable {
    let attention: MultiHeadAttention
    let attentionNorm: LayerNorm
    let feedForward: FeedForward
    let feedForwardNorm: LayerNorm
  }

  package init(_ scope: ParameterScope, _ shape: TransformerShape, layerCount: Int) {
    precondition(layerCount > 0, "an encoder of no blocks")
    blocks = (0..<layerCount).map { index in
      let scope = scope.child("\(index)")
      return Block(
        attention: shape.selfAttention(scope.child("attention")),
        attentionNorm: shape.norm(scope.child("attention_norm")),
        feedForward: shape.feedForward(scope.child("feed_forward")),
        feedForwardNorm: shape.norm(scope.child("feed_forward_norm")))
    }
    finalNorm = shape.finalNorm(scope.child("final_norm"))
    placement = shape.placement
    dropoutRate = shape.dropout.residual
  }

  /// - Parameters:
  ///   - x: [N, D].
  ///   - starts: first row of each sequence, then N.
  /// - Returns: [N, D], normalised.
  package func callAsFunction(_ x: Tensor, starts: Indices, on tape: inout Tape) -> Tensor {
    switch placement {
    case .pre: preNorm(x, starts: starts, on: &tape)
    case .post: postNorm(x, starts: starts, on: &tape)
    }
  }

  private func preNorm(_ x: Tensor, starts: Indices, on tape: inout Tape) -> Tensor {
    var (sum, normed) = (x, blocks[0].attentionNorm(x, on: &tape))
    for (index, block) in blocks.enumerated() {
      let mark = tape.mark
      let attended = block.attention(normed, starts: starts, on: &tape)
      (sum, normed) = block.feedForwardNorm.afterResidual(
        sum, branch: attended, dropoutRate: dropoutRate, on: &tape)
      let fed = block.feedForward(normed, on: &tape)
      let next = index + 1 < blocks.count ? blocks[index + 1].attentionNorm : finalNorm
      guard let next else { preconditionFailure("a pre-norm stack without a last norm") }
      (sum, normed) = next.afterResidual(sum, branch: fed, dropoutRate: dropoutRate, on: &tape)
      tape.release(since: mark, except: sum, normed)
    }
    return normed
  }

  private func postNorm(_ x: Tensor, starts: Indices, on tape: inout Tape) -> Tensor {
    var state = x
    for block in blocks {
      let mark = tape.mark
      let attended = block.attention(state, starts: starts, on: &tape)
      state =
        block.attentionNorm.afterResidual(state, branch: attended, dropoutRate: dropoutRate, on: &tape).normed
      let fed = block.feedForward(state, on: &tape)
      state = block.feedForwardNorm.afterResidual(state, branch: fed, dropoutRate: dropoutRate, on: &tape).normed
      tape.release(since: mark, except: state)
    }
    return state
  }
}
