import SerfData
package import SerfSettings

/// The settings that a trainer reads, in its own terms.
package struct TrainerOptions: Sendable {
  package var epochs: Int
  package var maxUpdates: Int?
  package var maxMinutes: Double?
  package var patience: Int?
  package var clipNorm: Double?
  package var averagedModels: Int
  package var shards: Int
  package var seed: Int
  var batchLimit: BatchPlan.Limit

  package init(_ settings: Settings) {
    typealias Names = LearningSettings
    epochs = settings[Names.epochs]
    maxUpdates = settings[Names.maxUpdates]
    maxMinutes = settings[Names.maxMinutes]
    patience = settings[Names.patience]
    clipNorm = settings[Names.clipNorm]
    averagedModels = settings[Names.averageCheckpoints]
    shards = settings[Names.shards]
    seed = settings[Names.seed]
    batchLimit = settings[Names.batchTokens].map { .tokens($0) } ?? .examples(settings[Names.batchSize])
  }
}
