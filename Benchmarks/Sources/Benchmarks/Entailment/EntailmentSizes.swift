import SerfModels
import SerfSettings

/// The networks of `entailment_peers.py`: those that `train-entailment` builds where nothing is said but the architecture,
/// or but that there are pictures.
enum EntailmentSizes {
  enum Network: String, CaseIterable {
    case siameseLSTM = "siamese-lstm"
    case crossTransformer = "cross-transformer"
    /// Words and patches as one sequence.
    case pictures
  }

  static let classes = ["Implies", "Contradictory", "NoEntailment"]

  /// About as many words as SICK has, and as the bundled captions.
  static func vocabularySize(_ network: Network) -> Int { network == .pictures ? 300 : 2400 }

  static func settings(_ network: Network) throws -> Settings {
    var settings = Settings(EntailmentSettings.list)
    switch network {
    case .pictures: try settings.set(EntailmentSettings.images.name, "bundled")
    case .siameseLSTM, .crossTransformer: try settings.set(EntailmentSettings.architecture.name, network.rawValue)
    }
    try settings.preferDefaults(of: EntailmentSettings.self)
    return settings
  }

  static func network(_ network: Network) throws -> EntailmentNetwork {
    try EntailmentNetwork(
      EntailmentConfiguration(settings(network), labels: classes, vocabularySize: vocabularySize(network)))
  }
}
