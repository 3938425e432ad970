import SerfActivations
package import SerfData
import SerfNN
package import SerfSettings
import SerfTensor

/// What is needed to build a classifier's network again, whatever its task: `config.json`.
package protocol ClassifierConfiguration: Hashable, Codable, Sendable {
  /// The name of the task in `config.json`: "sentiment".
  static var taskName: String { get }

  var task: String { get }
  var architectureName: String { get }
  var activation: String { get }
  /// The classes, in the order of the network's outputs.
  var labels: [String] { get }
  var vocabularySize: Int { get }
  var layers: Int { get }
  var modelWidth: Int { get }
  var hiddenWidth: Int { get }
  var feedForwardWidth: Int { get }
  var heads: Int { get }
  var pooling: String { get }
  var norm: String { get }
  /// Longest text. Unit: tokens.
  var maxTokens: Int { get }
  var dropout: Double { get }
  var embeddingDropout: Double { get }
  var wordDropout: Double { get }

  /// What it sees of pictures; nil for a network of texts alone.
  var patches: PatchLayout? { get }
  /// Whether a network that looks at pictures is shown none.
  var hidesPictures: Bool { get }

  /// The network that the settings ask for.
  /// - Parameter patches: of the pictures that were found; nil where none are read, or not yet.
  init(_ settings: Settings, labels: [String], vocabularySize: Int, patches: PatchLayout?)
}

extension ClassifierConfiguration {
  package var patches: PatchLayout? { nil }

  package var hidesPictures: Bool { false }

  /// The options that say what the shapes of most parameters depend on.
  package var networkOptions: String {
    "--architecture \(architectureName) --layers \(layers) --model-width \(modelWidth) --hidden-width \(hiddenWidth) "
      + "--feed-forward-width \(feedForwardWidth)"
  }

  /// The network that the settings ask for, of texts alone or before pictures are read.
  package init(_ settings: Settings, labels: [String], vocabularySize: Int) {
    self.init(settings, labels: labels, vocabularySize: vocabularySize, patches: nil)
  }
}

// MARK: - Checks
extension ClassifierConfiguration {
  /// Sizes beyond this are damage, not a wish: 2³¹ numbers.
  static var largestSize: Int { 1 << 31 }

  func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(ModelError) {
    guard range.contains(value) else { throw .badConfiguration(name, found: "\(value)", expected: "\(range)") }
  }

  /// Makes sure that what every classifier has, and what may come from a damaged or hostile file, describes a network.
  /// - Parameters:
  ///   - layerRange: how many layers the architecture may have.
  ///   - hasHeads: whether the heads must divide the width.
  func validateShared(layers layerRange: ClosedRange<Int> = 1...256, hasHeads: Bool) throws(ModelError) {
    guard task == Self.taskName else { throw .otherTask(task, expected: Self.taskName) }
    try check("labels", labels.count, 2...1_000_000)
    guard Set(labels).count == labels.count else {
      throw .badConfiguration("labels", found: "a label twice", expected: "each label once")
    }
    try check("vocabularySize", vocabularySize, 1...100_000_000)
    try check("layers", layers, layerRange)
    try check("modelWidth", modelWidth, 1...65_536)
    try check("hiddenWidth", hiddenWidth, 1...65_536)
    try check("feedForwardWidth", feedForwardWidth, 1...262_144)
    try check("heads", heads, 1...1_024)
    try check("maxTokens", maxTokens, 1...1_000_000)
    try check("vocabularySize × modelWidth", vocabularySize * modelWidth, 1...Self.largestSize)
    if hasHeads, modelWidth % heads != 0 {
      throw .badConfiguration("heads", found: "\(heads)", expected: "a divisor of the model width \(modelWidth)")
    }
    guard [dropout, embeddingDropout, wordDropout].allSatisfy({ $0 >= 0 && $0 < 1 }) else {
      throw .badConfiguration("dropout", found: "a rate outside of 0 ..< 1", expected: "rates in 0 ..< 1")
    }
    guard PoolingMethod(rawValue: pooling) != nil else {
      throw .badConfiguration("pooling", found: pooling, expected: "attention, max-mean or mean")
    }
    guard NormPlacement(rawValue: norm) != nil else {
      throw .badConfiguration("norm", found: norm, expected: "pre or post")
    }
  }

  /// The function that ``activation`` names.
  func namedActivation() throws(ModelError) -> any Activation {
    do { return try Activations.named(activation) } catch { throw .unknownActivation(error) }
  }
}

// MARK: - Layers as a configuration has them; its names were checked when it was validated
extension Embedding {
  init(_ scope: ParameterScope, _ configuration: some ClassifierConfiguration, positionCount: Int? = nil) {
    self.init(
      scope, vocabularySize: configuration.vocabularySize, width: configuration.modelWidth,
      positionCount: positionCount, dropout: EmbeddingDropout(wordRate: Float(configuration.wordDropout)))
  }
}

extension Pooling {
  init(_ scope: ParameterScope, _ configuration: some ClassifierConfiguration, width: Int) {
    self.init(scope, method: PoolingMethod(rawValue: configuration.pooling) ?? .mean, width: width)
  }
}

extension TransformerEncoder {
  init(_ scope: ParameterScope, _ configuration: some ClassifierConfiguration, activation: any Activation) {
    let shape = TransformerShape(
      width: configuration.modelWidth, headCount: configuration.heads, innerWidth: configuration.feedForwardWidth,
      activation: activation, placement: NormPlacement(rawValue: configuration.norm) ?? .pre,
      dropout: BlockDropout(Float(configuration.dropout)))
    self.init(scope, shape, layerCount: configuration.layers)
  }
}
