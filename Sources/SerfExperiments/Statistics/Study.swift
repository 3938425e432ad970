/// An experiment as a store or an export has it: what reports are made of.
///
/// Names that vary from run to run have seconds, time, tokens, memory or date in them.
public struct Study: Hashable, Sendable, Codable {
  public var name: String
  public var title: String
  public var about: String
  public var task: String
  public var metric: String
  public var metricScale: Double
  /// The figure that says what a guess is worth.
  public var metricFloor: String?
  public var part: String
  /// What others are compared with; empty where nothing is.
  public var baseline: [Pair]
  public var test: String
  public var level: Double
  public var hypotheses: [Hypothesis]
  public var isDescriptive: Bool
  /// What must stay the same when it goes on.
  public var identity: String
  public var specification: String
  public var files: [File]
  public var configurations: [Setup]
  public var itemSets: [ItemSet]
  public var machines: [Machine]

  public struct File: Hashable, Sendable, Codable {
    public var setting: String
    public var path: String
    public var size: Int
    public var fingerprint: String
  }

  /// A configuration with its cells.
  public struct Setup: Hashable, Sendable, Codable {
    public var phase: String
    public var trial: Int
    /// `activation=serf layers=2`.
    public var key: String
    public var varied: [Pair]
    public var settings: [StoredSetting]
    public var cells: [Cell]
  }

  public struct Pair: Hashable, Sendable, Codable {
    public var name: String
    public var value: String
  }

  public struct Cell: Hashable, Sendable, Codable {
    public var seed: Int
    public var state: String
    /// Why it failed.
    public var reason: String?
    public var parameters: Int?
    public var epochs: Int?
    public var updates: Int?
    public var trainingSeconds: Double?
    public var totalSeconds: Double?
    public var tokensPerSecond: Double?
    public var finishedDate: String?
    public var codeVersion: String?
    /// Number of the machine.
    public var machine: Int?
    /// By part and name: `test accuracy`.
    public var figures: [String: Double]
    public var curve: [Point]
    /// One an epoch, where the cell was diagnosed.
    public var diagnoses: [Diagnosis] = []
    public var answers: [Answers]
    /// Nil where the task is no translation.
    public var translations: [Translations]?
  }

  /// What `--diagnose` found after an epoch.
  public struct Diagnosis: Hashable, Sendable, Codable {
    public var epoch: Int
    public var gradientNorm: Double
    public var normDeviation: Double
    /// Mean change of the norm from one update to the next, over its mean.
    public var unsteadiness: Double
    public var layers: [Layer]

    public struct Layer: Hashable, Sendable, Codable {
      public var layer: String
      public var dead: Double
      public var saturated: Double
      public var mean: Double
      public var variance: Double
      /// How many units; nil where an earlier version logged it, as of the next.
      public var units: Int?
      /// The name of the layer's activation.
      public var activation: String?

      package init(
        layer: String, dead: Double, saturated: Double, mean: Double, variance: Double, units: Int?, activation: String?
      ) {
        (self.layer, self.dead, self.saturated) = (layer, dead, saturated)
        (self.mean, self.variance, self.units, self.activation) = (mean, variance, units, activation)
      }
    }

    package init(
      epoch: Int, gradientNorm: Double, normDeviation: Double, unsteadiness: Double, layers: [Layer]
    ) {
      (self.epoch, self.gradientNorm, self.normDeviation) = (epoch, gradientNorm, normDeviation)
      (self.unsteadiness, self.layers) = (unsteadiness, layers)
    }
  }

  public struct Point: Hashable, Sendable, Codable {
    public var epoch: Int
    public var updates: Int
    public var trainingLoss: Double?
    public var devLoss: Double?
    public var devScore: Double
    public var learningRate: Double
    public var gradientNorm: Double?
    public var seconds: Double
  }

  /// Answers to the items of a set.
  public struct Answers: Hashable, Sendable, Codable {
    /// Number of the set.
    public var itemSet: Int
    public var predicted: [Int]
  }

  /// What a cell makes of the sentences of a set.
  public struct Translations: Hashable, Sendable, Codable {
    /// Number of the set.
    public var itemSet: Int
    /// As ``SentenceScores/bleu`` and ``SentenceScores/chrf``.
    public var bleu: [Int]
    public var chrf: [Int]
    /// Nil in exports.
    public var texts: [String]?
  }

  /// The items that answers or translations are for.
  public struct ItemSet: Hashable, Sendable, Codable {
    public var part: String
    public var fingerprint: String
    public var labels: [String]
    public var gold: [Int]
    /// Nil in exports, which carry nobody's texts.
    public var texts: [String]?
    /// Of translations; nil in exports too.
    public var references: [String]?
  }
}

// MARK: - By name
extension Study {
  /// What the test looks at: configurations in order, without tuning trials.
  var finals: [Setup] { configurations.filter { $0.phase == ExperimentPhase.final.rawValue } }
  var tuning: [Setup] { configurations.filter { $0.phase == ExperimentPhase.tune.rawValue } }
}

extension Study.Setup {
  subscript(name: String) -> String? { varied.first { $0.name == name }?.value }

  /// The values alone: `serf, 2`.
  var label: String { varied.map(\.value).joined(separator: ", ") }

  var finished: [Study.Cell] { cells.filter { $0.state == CellState.finished.rawValue } }
  var failed: [Study.Cell] { cells.filter { $0.state == CellState.failed.rawValue } }

  /// A figure by seed.
  func values(_ part: String, _ name: String) -> [(seed: Int, value: Double)] {
    finished.compactMap { cell in cell.figures["\(part) \(name)"].map { (cell.seed, $0) } }
  }
}
