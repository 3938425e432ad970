/// What a run ends with: its figures, under the names of the command's JSON.
public struct TrainingReport<Scores: Codable & Hashable & Sendable>: Hashable, Sendable {
  public var task: String
  public var architecture: String
  public var activation: String
  public var seed: Int
  /// Numbers that were learned.
  public var parameters: Int
  public var epochs: Int
  public var updates: Int
  /// Training alone, without validation and reading.
  public var seconds: Double
  /// Tokens learned from a second of training.
  public var tokensPerSecond: Double
  /// The most memory that the process has held.
  public var peakMemoryBytes: Int
  /// The model's folder.
  public var model: String
  /// Figures of the part that chose the model.
  public var dev: Scores
  /// Figures of the test part; nil without one.
  public var test: Scores?
  /// Figures of a second test part; nil without one.
  public var unseen: Scores?
}

extension TrainingReport: Codable {
  private enum CodingKeys: String, CodingKey {
    case task, architecture, activation, seed, parameters, epochs, updates, seconds, model, dev, test, unseen
    case tokensPerSecond = "tokens_per_second"
    case peakMemoryBytes = "peak_memory_bytes"
  }

  /// As the compiler would, but that a missing test is `null`, not left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(task, forKey: .task)
    try container.encode(architecture, forKey: .architecture)
    try container.encode(activation, forKey: .activation)
    try container.encode(seed, forKey: .seed)
    try container.encode(parameters, forKey: .parameters)
    try container.encode(epochs, forKey: .epochs)
    try container.encode(updates, forKey: .updates)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(tokensPerSecond, forKey: .tokensPerSecond)
    try container.encode(peakMemoryBytes, forKey: .peakMemoryBytes)
    try container.encode(model, forKey: .model)
    try container.encode(dev, forKey: .dev)
    try container.encode(test, forKey: .test)
    try container.encodeIfPresent(unseen, forKey: .unseen)
  }
}
