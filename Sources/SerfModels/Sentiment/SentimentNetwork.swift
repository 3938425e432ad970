import SerfActivations
package import SerfNN
package import SerfTensor

/// A text encoder, a dense block with the activation, and one output a class. Holds no numbers.
package struct SentimentNetwork: Sendable {
  package let encoder: any TextEncoder
  let dense: Linear
  let output: Linear
  let dropout: Float
  package let classCount: Int
  package let blueprint: ParameterBlueprint

  private static let outputName = "output"

  package var layout: ParameterLayout { blueprint.layout }

  /// Whether a parameter has one row, or number, a class.
  package static func isOutput(_ parameter: Parameter) -> Bool { parameter.name.hasPrefix(outputName + ".") }

  package init(_ configuration: SentimentConfiguration) throws(ModelError) {
    try configuration.validate()
    let activation: any Activation
    do { activation = try Activations.named(configuration.activation) } catch { throw .unknownActivation(error) }
    let builder = ParameterBuilder()
    let root = builder.root
    encoder = Self.encoder(root, configuration, activation)
    let width = configuration.architecture == .average ? configuration.hiddenWidth : configuration.feedForwardWidth
    dense = Linear(root.child("dense"), from: encoder.outputWidth, to: width, activation: activation)
    output = Linear(root.child(Self.outputName), from: width, to: configuration.labels.count)
    dropout = Float(configuration.dropout)
    classCount = configuration.labels.count
    blueprint = builder.blueprint
  }

  private static func encoder(
    _ root: ParameterScope, _ configuration: SentimentConfiguration, _ activation: any Activation
  ) -> any TextEncoder {
    let width = configuration.modelWidth
    // Both were checked by validate().
    let pooling = PoolingMethod(rawValue: configuration.pooling) ?? .mean
    let placement = NormPlacement(rawValue: configuration.norm) ?? .pre
    let (dropout, embeddingDropout) = (Float(configuration.dropout), Float(configuration.embeddingDropout))
    func embedding(positionCount: Int?) -> Embedding {
      Embedding(
        root.child("embedding"), vocabularySize: configuration.vocabularySize, width: width,
        positionCount: positionCount, dropout: EmbeddingDropout(wordRate: Float(configuration.wordDropout)))
    }
    switch configuration.architecture {
    case .average:
      return AverageEncoder(
        root, vocabularySize: configuration.vocabularySize, pairBuckets: configuration.pairBuckets, width: width,
        wordDropout: Float(configuration.wordDropout))
    case .bilstm:
      let lstm = LSTM(
        root.child("lstm"), inputWidth: width, hiddenWidth: configuration.hiddenWidth,
        layerCount: configuration.layers, isBidirectional: true, dropoutRate: dropout)
      return BiLSTMEncoder(
        embedding: embedding(positionCount: nil), lstm: lstm,
        pooling: Pooling(root.child("pooling"), method: pooling, width: lstm.outputWidth),
        embeddingDropout: embeddingDropout, dropout: dropout)
    case .transformer:
      return TransformerTextEncoder(
        embedding: embedding(positionCount: configuration.maxTokens),
        body: TransformerEncoder(
          root.child("encoder"), width: width, headCount: configuration.heads,
          innerWidth: configuration.feedForwardWidth, layerCount: configuration.layers, activation: activation,
          placement: placement, dropoutRate: dropout),
        pooling: Pooling(root.child("pooling"), method: pooling, width: width), embeddingDropout: embeddingDropout)
    }
  }

  /// One row of logits a text, [B, classes].
  package func logits(of batch: TextBatch, on tape: inout Tape) -> Tensor {
    let pooled = tape.dropout(encoder.encode(batch, on: &tape), rate: dropout)
    return output(tape.dropout(dense(pooled, on: &tape), rate: dropout), on: &tape)
  }
}
