import SerfNN
package import SerfSettings

/// What is needed to build a sentiment network again: `config.json`. Dropout rates are part of it, since they are the
/// network's; learning rates are not.
public struct SentimentConfiguration: Hashable, Codable, Sendable {
  public enum Architecture: String, CaseIterable, Codable, Sendable {
    case average
    case bilstm
    case transformer
  }

  /// Always "sentiment".
  public var task = "sentiment"
  public var architecture: Architecture
  public var activation: String
  /// The classes, in the order of the network's outputs.
  public var labels: [String]
  public var vocabularySize: Int
  public var layers: Int
  public var modelWidth: Int
  public var hiddenWidth: Int
  public var feedForwardWidth: Int
  public var heads: Int
  public var pooling: String
  public var norm: String
  public var pairBuckets: Int
  /// Longest text. Unit: tokens.
  public var maxTokens: Int
  public var dropout: Double
  public var embeddingDropout: Double
  public var wordDropout: Double
}

extension SentimentConfiguration {
  /// The network that the settings ask for.
  package init(_ settings: Settings, labels: [String], vocabularySize: Int) {
    typealias Names = SentimentSettings
    self.init(
      architecture: Architecture(rawValue: settings[Names.architecture]) ?? .average,
      activation: settings[Names.activation], labels: labels, vocabularySize: vocabularySize,
      layers: settings[Names.layers], modelWidth: settings[Names.modelWidth],
      hiddenWidth: settings[Names.hiddenWidth], feedForwardWidth: settings[Names.feedForwardWidth],
      heads: settings[Names.heads], pooling: settings[Names.pooling], norm: settings[Names.norm],
      pairBuckets: settings[Names.pairBuckets], maxTokens: settings[Names.maxTokens],
      dropout: settings[LearningSettings.dropout], embeddingDropout: settings[LearningSettings.embeddingDropout],
      wordDropout: settings[LearningSettings.wordDropout])
  }

  /// Sizes beyond this are damage, not a wish: 2³¹ numbers.
  private static let largestSize = 1 << 31

  /// Makes sure that a configuration, which may come from a damaged or hostile file, describes a network.
  func validate() throws(ModelError) {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(ModelError) {
      guard range.contains(value) else { throw .badConfiguration(name, found: "\(value)", expected: "\(range)") }
    }
    guard task == "sentiment" else { throw .otherTask(task, expected: "sentiment") }
    try check("labels", labels.count, 2...1_000_000)
    guard Set(labels).count == labels.count else {
      throw .badConfiguration("labels", found: "a label twice", expected: "each label once")
    }
    try check("vocabularySize", vocabularySize, 1...100_000_000)
    try check("layers", layers, 1...256)
    try check("modelWidth", modelWidth, 1...65_536)
    try check("hiddenWidth", hiddenWidth, 1...65_536)
    try check("feedForwardWidth", feedForwardWidth, 1...262_144)
    try check("heads", heads, 1...1_024)
    try check("pairBuckets", pairBuckets, 0...100_000_000)
    try check("maxTokens", maxTokens, 1...1_000_000)
    try check("vocabularySize × modelWidth", vocabularySize * modelWidth, 1...Self.largestSize)
    try check("pairBuckets × modelWidth", pairBuckets * modelWidth, 0...Self.largestSize)
    if architecture == .transformer, modelWidth % heads != 0 {
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
}
