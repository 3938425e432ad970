import SerfData
package import SerfSettings
import SerfTensor

/// The settings that a trainer reads, in its own terms.
package struct TrainerOptions: Sendable {
  package var epochs: Int
  package var maxUpdates: Int?
  package var maxMinutes: Double?
  package var patience: Int?
  package var clipNorm: Double?
  package var averagedModels: Int
  /// Whether the models of the last validations are averaged, not those of the best.
  package var averagesLast: Bool
  /// How much of the moving average of the weights an update keeps; nil where there is none.
  package var averageDecay: Double?
  /// Batches of an update.
  package var accumulatedBatches: Int
  package var shards: Int
  package var seed: Int
  /// Whether gradient norms and activations are logged after each epoch.
  package var isDiagnosed: Bool
  var batchLimit: BatchPlan.Limit

  package init(_ settings: Settings) {
    typealias Names = LearningSettings
    epochs = settings[Names.epochs]
    maxUpdates = settings[Names.maxUpdates]
    maxMinutes = settings[Names.maxMinutes]
    patience = settings[Names.patience]
    clipNorm = settings[Names.clipNorm]
    averagedModels = settings[Names.averageCheckpoints]
    averagesLast = settings[Names.averageOf] == "last"
    averageDecay = settings[Names.averageDecay]
    accumulatedBatches = settings[Names.accumulateBatches]
    shards = settings[Names.shards]
    seed = settings[Names.seed]
    isDiagnosed = settings[Names.diagnose]
    batchLimit = settings[Names.batchTokens].map { .tokens($0) } ?? .examples(settings[Names.batchSize])
  }

  /// The batches of an epoch.
  func plan(of lengths: [Int32], epoch: Int, key: RandomKey) -> BatchPlan {
    var random = RandomStream(key.child("batches").child(epoch))
    return BatchPlan(lengths: lengths, limit: batchLimit, random: &random)
  }

  /// What the moving average takes of the weights after an update: more in the beginning, so that it soon forgets the first
  /// weights (as TensorFlow's ExponentialMovingAverage has it).
  func averageShare(of update: Int) -> Double? {
    averageDecay.map { 1 - min($0, Double(1 + update) / Double(10 + update)) }
  }

  /// What a gradient of some norm is multiplied by: PyTorch's clip_grad_norm_; norms up to the limit pass unchanged.
  func scale(norm: Double) -> Double { clipNorm.map { min(1, $0 / (norm + 1e-6)) } ?? 1 }
}
