package import SerfTensor

/// A stack of transformer decoder blocks: causal self-attention, attention to the encoder and feed-forward, each with
/// residual, dropout and norm (Vaswani et al. 2017; with the norm before each part Xiong et al. 2020).
///
/// Training takes whole sequences at once, decoding one row a sequence and step: the same blocks, which differ in where the
/// self-attention finds the rows before.
package struct TransformerDecoder: Sendable {
  let blocks: [Block]
  let finalNorm: LayerNorm?
  let placement: NormPlacement
  let dropoutRate: Float

  struct Block: Sendable {
    let attention: MultiHeadAttention
    let attentionNorm: LayerNorm
    let crossAttention: CrossAttention
    let crossNorm: LayerNorm
    let feedForward: FeedForward
    let feedForwardNorm: LayerNorm
  }

  package init(_ scope: ParameterScope, _ shape: TransformerShape, layerCount: Int) {
    precondition(layerCount > 0, "a decoder of no blocks")
    blocks = (0..<layerCount).map { index in
      let scope = scope.child("\(index)")
      return Block(
        attention: shape.selfAttention(scope.child("attention")),
        attentionNorm: shape.norm(scope.child("attention_norm")),
        crossAttention: shape.crossAttention(scope.child("cross_attention")),
        crossNorm: shape.norm(scope.child("cross_attention_norm")),
        feedForward: shape.feedForward(scope.child("feed_forward")),
        feedForwardNorm: shape.norm(scope.child("feed_forward_norm")))
    }
    finalNorm = shape.finalNorm(scope.child("final_norm"))
    placement = shape.placement
    dropoutRate = shape.dropout.residual
  }

  package var blockCount: Int { blocks.count }

  /// Where the self-attention finds the rows before a row.
  package enum Past {
    /// In the same pass, which has whole sequences: first row of each, then N.
    case sequences(starts: Indices)
    /// In the steps taken before, one row a sequence.
    case steps(DecoderCache)
  }

  /// Keys and values of the encoder's states for each block, [M, 2D].
  package func memory(of states: Tensor, on tape: inout Tape) -> [Tensor] {
    var memory: [Tensor] = []
    for block in blocks { memory.append(block.crossAttention.memory(of: states, on: &tape)) }
    return memory
  }

  /// - Parameters:
  ///   - x: [N, D].
  ///   - memory: of ``memory(of:on:)``.
  ///   - rows: which rows of x look at which rows of the encoder.
  /// - Returns: [N, D], normalised.
  package func callAsFunction(
    _ x: Tensor, past: Past, memory: [Tensor], rows: MemoryRows, on tape: inout Tape
  ) -> Tensor {
    switch placement {
    case .pre: preNorm(x, past, memory, rows, on: &tape)
    case .post: postNorm(x, past, memory, rows, on: &tape)
    }
  }

  private func selfAttention(_ x: Tensor, block: Int, _ past: Past, on tape: inout Tape) -> Tensor {
    switch past {
    case .sequences(let starts): blocks[block].attention(x, starts: starts, isCausal: true, on: &tape)
    case .steps(let cache): blocks[block].attention.step(x, block: block, cache: cache, on: &tape)
    }
  }

  private func preNorm(
    _ x: Tensor, _ past: Past, _ memory: [Tensor], _ rows: MemoryRows, on tape: inout Tape
  ) -> Tensor {
    var (sum, normed) = (x, blocks[0].attentionNorm(x, on: &tape))
    for (index, block) in blocks.enumerated() {
      let attended = selfAttention(normed, block: index, past, on: &tape)
      (sum, normed) = block.crossNorm.afterResidual(sum, branch: attended, dropoutRate: dropoutRate, on: &tape)
      let looked = block.crossAttention(normed, keyValues: memory[index], rows: rows, on: &tape)
      (sum, normed) = block.feedForwardNorm.afterResidual(sum, branch: looked, dropoutRate: dropoutRate, on: &tape)
      let fed = block.feedForward(normed, on: &tape)
      let next = index + 1 < blocks.count ? blocks[index + 1].attentionNorm : finalNorm
      guard let next else { preconditionFailure("a pre-norm stack without a last norm") }
      (sum, normed) = next.afterResidual(sum, branch: fed, dropoutRate: dropoutRate, on: &tape)
    }
    return normed
  }

  private func postNorm(
    _ x: Tensor, _ past: Past, _ memory: [Tensor], _ rows: MemoryRows, on tape: inout Tape
  ) -> Tensor {
    var state = x
    for (index, block) in blocks.enumerated() {
      let attended = selfAttention(state, block: index, past, on: &tape)
      state =
        block.attentionNorm.afterResidual(state, branch: attended, dropoutRate: dropoutRate, on: &tape).normed
      let looked = block.crossAttention(state, keyValues: memory[index], rows: rows, on: &tape)
      state = block.crossNorm.afterResidual(state, branch: looked, dropoutRate: dropoutRate, on: &tape).normed
      let fed = block.feedForward(state, on: &tape)
      state = block.feedForwardNorm.afterResidual(state, branch: fed, dropoutRate: dropoutRate, on: &tape).normed
    }
    return state
  }
}
