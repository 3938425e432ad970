public import SerfTraining

/// All that a trained cell leaves behind.
public struct CellRecord: Hashable, Sendable {
  public var figures: CellFigures
  public var curve: [ValidationReport]
  public var answers: [PartAnswers]
  /// Of the part that the test looks at; none for other tasks, and for cells of tuning.
  public var sentences: [SentenceScores]
  /// A report an epoch, where the cell was diagnosed.
  public var diagnoses: [DiagnosisReport]
  /// Reading, training and measuring. Unit: seconds.
  public var totalSeconds: Double

  public init(
    figures: CellFigures, curve: [ValidationReport], answers: [PartAnswers], sentences: [SentenceScores] = [],
    diagnoses: [DiagnosisReport] = [], totalSeconds: Double
  ) {
    (self.figures, self.curve, self.answers, self.sentences) = (figures, curve, answers, sentences)
    (self.diagnoses, self.totalSeconds) = (diagnoses, totalSeconds)
  }
}

/// Where a cell stands.
public enum CellState: String, Hashable, Sendable, CaseIterable {
  case waiting
  case running
  case finished
  case failed
}

/// What a phase's cells are for.
public enum ExperimentPhase: String, Hashable, Sendable {
  /// The search on dev.
  case tune
  /// What the test looks at.
  case final
}

/// A cell that is to be trained.
public struct PendingCell: Hashable, Sendable {
  public let id: Int64
  public let phase: ExperimentPhase
  public let configuration: Configuration
  /// The number of the tuning trial; 0 in the final phase.
  public let trial: Int
  public let seed: Int
}
