public import SerfModels

/// What a run tells whoever watches, and how it is asked to stop. Called on the training thread.
public protocol TrainingObserver: Sendable {
  /// A guess or a decision that nobody should miss.
  func note(_ text: String)
  func progressed(_ progress: TrainingProgress)
  func validated(_ validation: ValidationReport)
  /// Hears what a run that is to be diagnosed says after each epoch.
  func diagnosed(_ diagnosis: DiagnosisReport)
  /// Hears what the finished model answers to each example of a part. Most observers have no use for it.
  func answered(_ answers: PartAnswers)
  /// Hears what the finished model makes of the sentences of a part. Most observers have no use for it.
  func translated(_ translations: PartTranslations)
  /// Asked after every update; true ends the run after a checkpoint.
  var shouldStop: Bool { get }
}

extension TrainingObserver {
  public func diagnosed(_ diagnosis: DiagnosisReport) {}
  public func answered(_ answers: PartAnswers) {}
  public func translated(_ translations: PartTranslations) {}
}

/// The answers of a finished model to the examples of one part, in their order.
public struct PartAnswers: Hashable, Sendable {
  /// `dev` or `test`.
  public var part: String
  public var labels: [String]
  /// Numbers of labels, an example each.
  public var gold: [Int]
  public var predicted: [Int]
  /// Empty where nobody needs them.
  public var texts: [String]

  public init(part: String, labels: [String], gold: [Int], predicted: [Int], texts: [String]) {
    (self.part, self.labels, self.gold, self.predicted, self.texts) = (part, labels, gold, predicted, texts)
  }
}

/// What a finished model makes of the sentences of one part, in their order.
public struct PartTranslations: Hashable, Sendable {
  /// `dev` or `test`.
  public var part: String
  public var sources: [String]
  /// In the form that translations have.
  public var references: [String]
  public var translations: [String]
  public var form: WrittenForm

  public init(
    part: String, sources: [String], references: [String], translations: [String], form: WrittenForm = WrittenForm()
  ) {
    (self.part, self.sources, self.references, self.translations) = (part, sources, references, translations)
    self.form = form
  }
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

  public init(
    epoch: Int, update: Int, trainingLoss: Double, loss: Double, score: Double, isBest: Bool, learningRate: Double,
    gradientNorm: Double, seconds: Double
  ) {
    (self.epoch, self.update, self.trainingLoss, self.loss) = (epoch, update, trainingLoss, loss)
    (self.score, self.isBest, self.learningRate) = (score, isBest, learningRate)
    (self.gradientNorm, self.seconds) = (gradientNorm, seconds)
  }

  enum CodingKeys: String, CodingKey {
    case epoch, update, loss, score, seconds
    case trainingLoss = "training_loss"
    case isBest = "best"
    case learningRate = "learning_rate"
    case gradientNorm = "gradient_norm"
  }
}
