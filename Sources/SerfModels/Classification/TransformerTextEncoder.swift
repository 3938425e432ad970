import SerfActivations
import SerfNN
package import SerfTensor

/// Embeddings with learned positions, a transformer encoder whose feed-forward blocks have the activation, and pooling.
package struct TransformerTextEncoder: TextEncoder {
  let embedding: Embedding
  let body: TransformerEncoder
  let pooling: Pooling
  let embeddingDropout: Float

  package var layout: PackedLayout { PackedLayout(order: .sequenceMajor) }
  package var wordTable: Parameter? { embedding.table }
  package var outputWidth: Int { pooling.outputWidth }

  init(_ root: ParameterScope, _ configuration: some ClassifierConfiguration, activation: any Activation) {
    embedding = Embedding(root.child("embedding"), configuration, positionCount: configuration.maxTokens)
    body = TransformerEncoder(root.child("encoder"), configuration, activation: activation)
    pooling = Pooling(root.child("pooling"), configuration, width: configuration.modelWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let words = embedding(batch.tokens.view, positions: batch.positions.view, on: &tape)
    let states = body(tape.dropout(words, rate: embeddingDropout), starts: batch.starts.view, on: &tape)
    return pooling(states, segments: batch.segments.view, sequences: batch.sequenceCount, on: &tape)
  }
}
