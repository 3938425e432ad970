import SerfNN
package import SerfTensor

/// Embeddings, a bidirectional LSTM over them, and pooling over its states.
package struct BiLSTMEncoder: TextEncoder {
  let embedding: Embedding
  let lstm: LSTM
  let pooling: Pooling
  let embeddingDropout: Float
  let dropout: Float

  package var layout: PackedLayout { PackedLayout(order: .timeMajor) }
  package var wordTable: Parameter? { embedding.table }
  package var outputWidth: Int { pooling.outputWidth }

  init(_ root: ParameterScope, _ configuration: some ClassifierConfiguration) {
    lstm = LSTM(
      root.child("lstm"), inputWidth: configuration.modelWidth, hiddenWidth: configuration.hiddenWidth,
      layerCount: configuration.layers, isBidirectional: true, dropoutRate: Float(configuration.dropout))
    embedding = Embedding(root.child("embedding"), configuration)
    pooling = Pooling(root.child("pooling"), configuration, width: lstm.outputWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
    dropout = Float(configuration.dropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let words = embedding(batch.tokens.view, positions: batch.positions.view, on: &tape)
    let states = lstm(tape.dropout(words, rate: embeddingDropout), stepStarts: batch.stepStarts.view, on: &tape)
    return pooling(
      tape.dropout(states, rate: dropout), segments: batch.segments.view, sequences: batch.sequenceCount, on: &tape)
  }
}
