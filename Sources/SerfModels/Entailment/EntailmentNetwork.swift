import SerfActivations
package import SerfData
package import SerfNN
package import SerfSettings
package import SerfTensor

/// An encoder of pairs, dense blocks with the activation, and one output a class. Holds no numbers.
package struct EntailmentNetwork: ClassifierNetwork {
  package typealias Row = LabelledPair
  package typealias Names = EntailmentSettings

  package let encoder: any PairEncoder
  let dense: [Linear]
  let output: Linear
  let dropout: Float
  package let classCount: Int
  package let blueprint: ParameterBlueprint

  package var packing: PackedLayout { encoder.layout }
  package var wordTable: Parameter? { encoder.wordTable }

  package init(_ configuration: EntailmentConfiguration) throws(ModelError) {
    try configuration.validate()
    let activation = try configuration.namedActivation()
    let builder = ParameterBuilder()
    let root = builder.root
    let encoder = Self.encoder(root, configuration, activation)
    let width = configuration.feedForwardWidth
    dense = (0..<configuration.denseLayers).map { index in
      Linear(
        root.child("dense").child("\(index)"), from: index == 0 ? encoder.outputWidth : width, to: width,
        activation: activation)
    }
    output = Linear(root.child(Self.outputName), from: width, to: configuration.labels.count)
    self.encoder = encoder
    dropout = Float(configuration.dropout)
    classCount = configuration.labels.count
    blueprint = builder.blueprint
  }

  private static func encoder(
    _ root: ParameterScope, _ configuration: EntailmentConfiguration, _ activation: any Activation
  ) -> any PairEncoder {
    guard let pictures = configuration.pictures else { return textEncoder(root, configuration, activation) }
    if pictures.fusion == .crossModal {
      return CrossModalEncoder(root, configuration, pictures, activation: activation)
    }
    let texts = pictures.modalities == .both ? textEncoder(root, configuration, activation) : nil
    let shown = PicturePairEncoder(root, configuration, pictures, activation: activation)
    guard let texts else { return shown }
    return FusedPairEncoder(
      root, texts: texts, pictures: shown, width: configuration.feedForwardWidth, isGated: pictures.fusion == .gated)
  }

  private static func textEncoder(
    _ root: ParameterScope, _ configuration: EntailmentConfiguration, _ activation: any Activation
  ) -> any PairEncoder {
    switch configuration.architecture {
    case .siameseLSTM: SiameseEncoder(encoder: BiLSTMEncoder(root, configuration))
    case .siameseTransformer:
      SiameseEncoder(encoder: TransformerTextEncoder(root, configuration, activation: activation))
    case .crossAttention: CrossAttentionEncoder(root, configuration, activation: activation)
    case .crossTransformer: CrossTransformerEncoder(root, configuration, activation: activation)
    }
  }

  /// One row of logits a pair, [B, classes].
  package func logits(of batch: TextBatch, on tape: inout Tape) -> Tensor {
    var state = tape.dropout(encoder.encode(batch, on: &tape), rate: dropout)
    for layer in dense { state = tape.dropout(layer(state, on: &tape), rate: dropout) }
    return output(state, on: &tape)
  }

  package static func seeing(
    _ settings: Settings, _ configuration: EntailmentConfiguration
  ) throws(ModelError) -> EntailmentConfiguration {
    var configuration = configuration
    if settings[EntailmentSettings.hypothesisOnly] { configuration.hypothesisOnly = true }
    guard settings.isSaid(EntailmentSettings.modalities) else { return configuration }
    let (wanted, read) = (
      settings[EntailmentSettings.modalities], configuration.pictures?.modalities.rawValue ?? "text"
    )
    guard wanted != read else { return configuration }
    guard read == "both" else { throw .otherModalities(wanted, read: read) }
    configuration.pictures?.only = PictureConfiguration.Half(rawValue: wanted)
    return configuration
  }

  /// A hidden premise is an empty one, without its picture.
  package static func visible(_ texts: [String], _ configuration: EntailmentConfiguration) -> [String] {
    if configuration.pictures?.only == .image { return ["", ""] }
    return configuration.hypothesisOnly ? ["", texts[1]] : texts
  }

  package static func visible(pictures: [String], _ configuration: EntailmentConfiguration) -> [String?] {
    if configuration.hidesPictures { return [nil, nil] }
    return configuration.hypothesisOnly ? [nil, pictures[1]] : pictures
  }
}
