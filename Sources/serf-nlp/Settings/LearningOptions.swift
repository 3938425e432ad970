internal import ArgumentParser
internal import SerfSettings

/// How a task learns, as options.
struct LearningOptions<Task: TaskSettings>: SettingOptions {
  @Option(LearningSettings.optimizer, of: Task.self)
  var optimizer: GivenSetting?

  @Option(LearningSettings.learningRate, of: Task.self)
  var learningRate: GivenSetting?

  @Option(LearningSettings.momentum, of: Task.self)
  var momentum: GivenSetting?

  @Flag(LearningSettings.nesterov, of: Task.self)
  var nesterov: Bool?

  @Option(LearningSettings.beta1, of: Task.self)
  var beta1: GivenSetting?

  @Option(LearningSettings.beta2, of: Task.self)
  var beta2: GivenSetting?

  @Option(LearningSettings.momentumDecay, of: Task.self)
  var momentumDecay: GivenSetting?

  @Option(LearningSettings.epsilon, of: Task.self)
  var epsilon: GivenSetting?

  @Option(LearningSettings.weightDecay, of: Task.self)
  var weightDecay: GivenSetting?

  @Option(LearningSettings.schedule, of: Task.self)
  var schedule: GivenSetting?

  @Option(LearningSettings.warmup, of: Task.self)
  var warmup: GivenSetting?

  @Option(LearningSettings.batchSize, of: Task.self)
  var batchSize: GivenSetting?

  @Option(LearningSettings.batchTokens, of: Task.self)
  var batchTokens: GivenSetting?

  @Option(LearningSettings.accumulateBatches, of: Task.self)
  var accumulateBatches: GivenSetting?

  @Option(LearningSettings.shards, of: Task.self)
  var shards: GivenSetting?

  @Option(LearningSettings.epochs, of: Task.self)
  var epochs: GivenSetting?

  @Option(LearningSettings.maxUpdates, of: Task.self)
  var maxUpdates: GivenSetting?

  @Option(LearningSettings.maxMinutes, of: Task.self)
  var maxMinutes: GivenSetting?

  @Option(LearningSettings.patience, of: Task.self)
  var patience: GivenSetting?

  @Option(LearningSettings.averageCheckpoints, of: Task.self)
  var averageCheckpoints: GivenSetting?

  @Option(LearningSettings.averageOf, of: Task.self)
  var averageOf: GivenSetting?

  @Option(LearningSettings.averageDecay, of: Task.self)
  var averageDecay: GivenSetting?

  @Option(LearningSettings.clipNorm, of: Task.self)
  var clipNorm: GivenSetting?

  @Option(LearningSettings.labelSmoothing, of: Task.self)
  var labelSmoothing: GivenSetting?

  @Option(LearningSettings.dropout, of: Task.self)
  var dropout: GivenSetting?

  @Option(LearningSettings.embeddingDropout, of: Task.self)
  var embeddingDropout: GivenSetting?

  @Option(LearningSettings.wordDropout, of: Task.self)
  var wordDropout: GivenSetting?

  @Option(LearningSettings.initializer, of: Task.self)
  var initializer: GivenSetting?

  @Flag(LearningSettings.diagnose, of: Task.self)
  var diagnose: Bool?

  @Option(LearningSettings.seed, of: Task.self)
  var seed: GivenSetting?
}

extension LearningOptions {
  var given: [GivenSetting] {
    [
      optimizer, learningRate, momentum, GivenSetting(LearningSettings.nesterov, nesterov), beta1, beta2,
      momentumDecay, epsilon, weightDecay, schedule, warmup, batchSize, batchTokens, accumulateBatches, shards,
      epochs, maxUpdates, maxMinutes, patience, averageCheckpoints, averageOf, averageDecay, clipNorm, labelSmoothing,
      dropout, embeddingDropout, wordDropout, initializer, GivenSetting(LearningSettings.diagnose, diagnose), seed,
    ].compactMap(\.self)
  }
}
