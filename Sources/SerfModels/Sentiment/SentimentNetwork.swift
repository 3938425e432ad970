import SerfActivations
package import SerfData
package import SerfNN
package import SerfSettings
package import SerfTensor

/// A text encoder, a dense block with the activation, and one output a class. Holds no numbers.
package struct SentimentNetwork: ClassifierNetwork {
  package typealias Row = LabelledText
  package typealias Names = SentimentSettings

  package let encoder: any TextEncoder
  let dense: Linear
  let output: Linear
  let dropout: Float
  package let classCount: Int
  package let blueprint: ParameterBlueprint

  package var packing: PackedLayout { encoder.layout }
  package var wordTable: Parameter? { encoder.wordTable }

  package init(_ configuration: SentimentConfiguration) throws(ModelError) {
    try configuration.validate()
    let activation = try configuration.namedActivation()
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
    switch configuration.architecture {
    case .average:
      return AverageEncoder(
        root, vocabularySize: configuration.vocabularySize, pairBuckets: configuration.pairBuckets,
        width: configuration.modelWidth, wordDropout: Float(configuration.wordDropout))
    case .bilstm: return BiLSTMEncoder(root, configuration)
    case .transformer: return TransformerTextEncoder(root, configuration, activation: activation)
    }
  }

  /// One row of logits a text, [B, classes].
  package func logits(of batch: TextBatch, on tape: inout Tape) -> Tensor {
    let pooled = tape.dropout(encoder.encode(batch, on: &tape), rate: dropout)
    return output(tape.dropout(dense(pooled, on: &tape), rate: dropout), on: &tape)
  }
}

// MARK: - Word vectors
extension SentimentNetwork {
  /// Asked for by `average` alone; where words learn first, it is the network that they learn in.
  package func wordOdds(_ settings: Settings) -> Double {
    encoder is AverageEncoder ? settings[SentimentSettings.wordOdds] : 0
  }

  /// Those of `average`, of the same width, seed, epochs and shards, on the same texts.
  package static func wordVectorSettings(
    _ settings: Settings, for configuration: SentimentConfiguration
  ) throws(SettingError) -> Settings? {
    guard configuration.architecture != .average, settings[SentimentSettings.wordEpochs] > 0 else { return nil }
    var own = Settings(SentimentSettings.list)
    try own.prefer(SentimentSettings.defaults(for: "average"))
    own[SentimentSettings.architecture] = "average"
    own[SentimentSettings.activation] = configuration.activation
    own[SentimentSettings.modelWidth] = configuration.modelWidth
    own[SentimentSettings.pairBuckets] = 0
    // Without pairs fewer words need be left out.
    own[LearningSettings.wordDropout] = 0.5
    own[SentimentSettings.wordOdds] = settings[SentimentSettings.wordOdds]
    own[LearningSettings.seed] = settings[LearningSettings.seed]
    own[LearningSettings.shards] = settings[LearningSettings.shards]
    own[LearningSettings.epochs] = settings[SentimentSettings.wordEpochs]
    return own
  }
}
