import SerfData

/// Where a run stands between two updates: with the arenas, all that a checkpoint needs.
package struct TrainerState: Codable, Hashable, Sendable {
  /// Of the examples that the run began with.
  var examples = Fingerprint()
  /// Updates done.
  package var update = 0
  /// Epochs done, and batches of the next one.
  package var epoch = 0
  package var batch = 0
  /// Training loss of the epoch so far.
  var lossSum = 0.0
  var lossWeight = 0.0
  /// Standings of the models that are kept, and the epoch of each: the best so far, best first, or the last, newest first.
  var bestStandings: [Double] = []
  var bestEpochs: [Int] = []
  /// The best standing so far, where it may be none of them.
  var topStanding: Double?
  /// Validations since the best one.
  var staleValidations = 0
  /// How far plateaus have brought the learning rate down, and validations since it last moved or improved.
  var plateauFactor = 1.0
  var plateauStale = 0
  /// Tokens learned from, repetitions included.
  var tokens = 0
  /// Time in training, and with validation. Unit: seconds.
  var trainingSeconds = 0.0
  var seconds = 0.0
  /// Set by early stopping and by limits.
  var isFinished = false
}
