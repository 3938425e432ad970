package import SerfData
package import SerfNN
package import SerfSettings
package import SerfTensor

/// What makes a task of classification: its rows, its settings and its network. Everything else (reading, training,
/// saving, classifying, scoring) is written once, for any of them.
package protocol ClassifierNetwork: Sendable {
  associatedtype Row: LabelledRow
  associatedtype Configuration: ClassifierConfiguration
  /// Where the task's settings are declared.
  associatedtype Names: ClassifierSettings

  init(_ configuration: Configuration) throws(ModelError)

  var blueprint: ParameterBlueprint { get }
  /// How a batch is to be packed.
  var packing: PackedLayout { get }
  /// The table of the tokens' vectors, which pretrained ones may be put into.
  var wordTable: Parameter? { get }
  var classCount: Int { get }

  /// One row of logits an example, [B, classes].
  func logits(of batch: TextBatch, on tape: inout Tape) -> Tensor

  /// How strongly the tokens' vectors begin at the log-odds of the classes; 0 for a network that wants none of it.
  func wordOdds(_ settings: Settings) -> Double

  /// The configuration under settings that change nothing of the network, but what it gets to see.
  /// - Throws: ``ModelError`` where the network has nothing else to be shown.
  static func seeing(_ settings: Settings, _ configuration: Configuration) throws(ModelError) -> Configuration

  /// The texts of an example as the network gets to see them.
  static func visible(_ texts: [String], _ configuration: Configuration) -> [String]

  /// The paths of the pictures of an example as the network gets to see them; nil for one that is hidden.
  static func visible(pictures: [String], _ configuration: Configuration) -> [String?]

  /// The settings of a network that learns word vectors beforehand; nil for a task, or an architecture, without.
  static func wordVectorSettings(
    _ settings: Settings, for configuration: Configuration
  ) throws(SettingError) -> Settings?
}

extension ClassifierNetwork {
  package var layout: ParameterLayout { blueprint.layout }

  /// The scope of the output layer.
  package static var outputName: String { "output" }

  /// Whether a parameter has one row, or number, a class.
  package static func isOutput(_ parameter: Parameter) -> Bool { parameter.name.hasPrefix(outputName + ".") }

  package func wordOdds(_ settings: Settings) -> Double { 0 }

  package static func seeing(
    _ settings: Settings, _ configuration: Configuration
  ) throws(ModelError) -> Configuration { configuration }

  package static func visible(_ texts: [String], _ configuration: Configuration) -> [String] { texts }

  package static func visible(pictures: [String], _ configuration: Configuration) -> [String?] { pictures }

  package static func wordVectorSettings(
    _ settings: Settings, for configuration: Configuration
  ) throws(SettingError) -> Settings? { nil }
}
