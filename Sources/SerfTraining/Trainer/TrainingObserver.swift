/// What a run tells whoever watches, and how it is asked to stop. Called on the training thread.
public protocol TrainingObserver: Sendable {
  /// A guess or a decision that nobody should miss.
  func note(_ text: String)
  func progressed(_ progress: TrainingProgress)
  func validated(_ validation: ValidationReport)
  /// Asked after every update; true ends the run after a checkpoint.
  var shouldStop: Bool { get }
}

/// Where a run is, for a progress line.
public struct TrainingProgress: Hashable, Sendable {
  /// From 1.
  public var epoch: Int
  public var epochs: Int
  public var update: Int
  /// Updates that the run takes when nothing ends it early.
  public var totalUpdates: Int
  /// Mean training loss of the epoch so far.
  public var loss: Double
  public var learningRate: Double
  public var tokensPerSecond: Double
  public var seconds: Double
}

/// The figures of a validation, as they are logged.
public struct ValidationReport: Hashable, Codable, Sendable {
  public var epoch: Int
  public var update: Int
  public var trainingLoss: Double
  public var loss: Double
  public var score: Double
  public var isBest: Bool
  public var learningRate: Double
  public var gradientNorm: Double
  public var seconds: Double

  enum CodingKeys: String, CodingKey {
    case epoch, update, loss, score, seconds
    case trainingLoss = "training_loss"
    case isBest = "best"
    case learningRate = "learning_rate"
    case gradientNorm = "gradient_norm"
  }
}
