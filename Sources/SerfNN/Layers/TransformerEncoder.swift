package import SerfActivations
package import SerfTensor

/// Where a transformer block normalises: before each part (Xiong et al. 2020), or after its residual sum as in Vaswani et
/// al. 2017.
public enum NormPlacement: String, CaseIterable, Sendable {
  case pre
  case post
}

/// A stack of transformer encoder blocks: self-attention and feed-forward, each with residual, dropout and norm.
///
/// With the norm before each part a last norm closes the stack. Residual sum, dropout and the next norm are one operation,
/// so a block's first norm is taken by the block before it.
package struct TransformerEncoder: Sendable {
  let blocks: [Block]
  let finalNorm: LayerNorm?
  let placement: NormPlacement
  let dropout: BlockDropout

  struct Block: Sendable {
    let attention: MultiHeadAttention
    let attentionNorm: LayerNorm
    let feedForward: FeedForward
    let feedForwardNorm: LayerNorm
  }

  package init(
    _ scope: ParameterScope, width: Int, headCount: Int, innerWidth: Int, layerCount: Int,
    activation: any Activation, isGated: Bool = false, placement: NormPlacement, dropout: BlockDropout
  ) {
    precondition(layerCount > 0, "an encoder of no blocks")
    blocks = (0..<layerCount).map { index in
      let scope = scope.child("\(index)")
      return Block(
        attention: MultiHeadAttention(
          scope.child("attention"), width: width, headCount: headCount, dropoutRate: dropout.attention),
        attentionNorm: LayerNorm(scope.child("attention_norm"), width: width),
        feedForward: FeedForward(
          scope.child("feed_forward"), width: width, innerWidth: innerWidth, activation: activation,
          isGated: isGated, dropoutRate: dropout.feedForward),
        feedForwardNorm: LayerNorm(scope.child("feed_forward_norm"), width: width))
    }
    finalNorm = placement == .pre ? LayerNorm(scope.child("final_norm"), width: width) : nil
    self.placement = placement
    self.dropout = dropout
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
        sum, branch: attended, dropoutRate: dropout.residual, on: &tape)
      let fed = block.feedForward(normed, on: &tape)
      let next = index + 1 < blocks.count ? blocks[index + 1].attentionNorm : finalNorm
      guard let next else { preconditionFailure("a pre-norm stack without a last norm") }
      (sum, normed) = next.afterResidual(sum, branch: fed, dropoutRate: dropout.residual, on: &tape)
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
        block.attentionNorm.afterResidual(state, branch: attended, dropoutRate: dropout.residual, on: &tape).normed
      let fed = block.feedForward(state, on: &tape)
      state = block.feedForwardNorm.afterResidual(state, branch: fed, dropoutRate: dropout.residual, on: &tape).normed
      tape.release(since: mark, except: state)
    }
    return state
  }
}
