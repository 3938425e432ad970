package import SerfData
package import SerfSettings

/// What is needed to build an entailment network again: `config.json`.
public struct EntailmentConfiguration: Hashable, Codable, Sendable {
  public enum Architecture: String, CaseIterable, Codable, Sendable {
    case siameseLSTM = "siamese-lstm"
    case siameseTransformer = "siamese-transformer"
    case crossAttention = "cross-attention"
    case crossTransformer = "cross-transformer"
  }

  /// Always "entailment".
  public var task = "entailment"
  public var architecture: Architecture
  public var activation: String
  /// The classes, in the order of the network's outputs.
  public var labels: [String]
  public var vocabularySize: Int
  public var layers: Int
  public var modelWidth: Int
  public var hiddenWidth: Int
  public var feedForwardWidth: Int
  public var denseLayers: Int
  public var heads: Int
  public var pooling: String
  public var norm: String
  /// Whether the networks that read both texts at once are told which tokens stand in both.
  public var matchFeatures: Bool
  /// Whether premises are hidden.
  public var hypothesisOnly: Bool
  /// Longest text. Unit: tokens.
  public var maxTokens: Int
  public var dropout: Double
  public var embeddingDropout: Double
  public var wordDropout: Double
  /// Nil for a network that reads texts alone.
  public var pictures: PictureConfiguration?
}

extension EntailmentConfiguration: ClassifierConfiguration {
  package static var taskName: String { "entailment" }

  package var architectureName: String { architecture.rawValue }

  package var patches: PatchLayout? { pictures?.patches }

  package var hidesPictures: Bool { pictures?.only == .text }

  package init(_ settings: Settings, labels: [String], vocabularySize: Int, patches: PatchLayout?) {
    typealias Names = EntailmentSettings
    self.init(
      architecture: Architecture(rawValue: settings[Names.architecture]) ?? .crossAttention,
      activation: settings[Names.activation], labels: labels, vocabularySize: vocabularySize,
      layers: settings[Names.layers], modelWidth: settings[Names.modelWidth],
      hiddenWidth: settings[Names.hiddenWidth], feedForwardWidth: settings[Names.feedForwardWidth],
      denseLayers: settings[Names.denseLayers], heads: settings[Names.heads], pooling: settings[Names.pooling],
      norm: settings[Names.norm], matchFeatures: settings[Names.matchFeatures],
      hypothesisOnly: settings[Names.hypothesisOnly], maxTokens: settings[Names.maxTokens],
      dropout: settings[LearningSettings.dropout], embeddingDropout: settings[LearningSettings.embeddingDropout],
      wordDropout: settings[LearningSettings.wordDropout],
      pictures: PictureConfiguration(settings, patches: patches))
  }

  /// Makes sure that a configuration, which may come from a damaged or hostile file, describes a network.
  func validate() throws(ModelError) {
    try validateShared(
      layers: architecture == .crossAttention && pictures == nil ? 0...256 : 1...256,
      hasHeads: architecture == .siameseTransformer || architecture == .crossTransformer || pictures != nil)
    try check("denseLayers", denseLayers, 1...16)
    try pictures?.validate(modelWidth: modelWidth)
    if pictures?.fusion == .crossModal, architecture != .crossTransformer {
      throw .jointFusion(architecture: architecture.rawValue)
    }
  }
}
