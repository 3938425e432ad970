import SerfActivations
import SerfNN
package import SerfTensor

/// Both texts of a pair as one sequence through one transformer (Devlin et al. 2019, from scratch): premise, separator,
/// hypothesis, with segment embeddings. Positions count from 0 in each text, so that what stands at the same place looks
/// alike. The rows of each text are pooled by themselves, and of u and v comes [u; v; |u - v|; u ∗ v].
package struct CrossTransformerEncoder: PairEncoder {
  let embedding: Embedding
  /// One row a side, or one a kind of token where the network is told which tokens stand in both texts.
  let segments: Parameter
  let tellsMatches: Bool
  let body: TransformerEncoder
  let pooling: Pooling
  let embeddingDropout: Float

  package var layout: PackedLayout { PackedLayout(order: .sequenceMajor, joinsTexts: true) }
  package var wordTable: Parameter? { embedding.table }
  package var outputWidth: Int { 4 * pooling.outputWidth }

  init(_ root: ParameterScope, _ configuration: EntailmentConfiguration, activation: any Activation) {
    // One position more, for the separator.
    embedding = Embedding(root.child("embedding"), configuration, positionCount: configuration.maxTokens + 1)
    tellsMatches = configuration.matchFeatures
    segments = root.child("embedding").parameter(
      "segments", rows: tellsMatches ? 4 : 2, columns: configuration.modelWidth, .normal(deviation: 0.1))
    body = TransformerEncoder(root.child("encoder"), configuration, activation: activation)
    pooling = Pooling(root.child("pooling"), configuration, width: configuration.modelWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let words = embedding(batch.tokens.view, positions: batch.positions.view, on: &tape)
    let kinds = tellsMatches ? batch.kinds.view : batch.sides.view
    let input = tape.dropout(tape.adding(segments, rows: kinds, to: words), rate: embeddingDropout)
    let states = body(input, starts: batch.starts.view, on: &tape)
    let pooled = pooling(
      states, segments: batch.textSegments.view, sequences: 2 * batch.exampleCount, on: &tape)
    return tape.pairFeatures(ofHalves: pooled)
  }
}
