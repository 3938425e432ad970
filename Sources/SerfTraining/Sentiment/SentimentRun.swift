import SerfData
import SerfMetrics
import SerfModels
import SerfNN
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// One run of sentiment training: what was read and built before update 1, then training, scores and saving.
struct SentimentRun {
  private let settings: Settings
  private let folder: ModelFolder
  private let observer: any TrainingObserver
  private let team: WorkerTeam
  private let corpus: SentimentCorpus
  private let preparation: TextPreparation
  private let configuration: SentimentConfiguration
  private let network: SentimentNetwork
  private let parameters: ParameterArena
  private let classWeights: ClassWeights?
  private let isResuming: Bool

  init(
    settings: Settings, sources: SentimentSources, folder: ModelFolder, isResuming: Bool,
    observer: any TrainingObserver
  ) throws(TrainingError) {
    self.settings = settings
    self.folder = folder
    self.isResuming = isResuming
    self.observer = observer
    team = WorkerTeam(count: settings[RunSettings.workers] ?? WorkerTeam.coreCount)
    corpus = try SentimentCorpus(sources, settings, note: observer.note)
    let origin = try Self.origin(settings)
    if origin != nil, sources.vocabulary != nil { throw .twoVocabularies() }
    let tokenizer: Tokenizer
    if let origin {
      tokenizer = origin.preparation.tokenizer
    } else {
      tokenizer = try SentimentVocabulary.make(sources, settings, training: corpus.train, note: observer.note)
    }
    configuration = SentimentConfiguration(
      settings, labels: corpus.labels.labels, vocabularySize: tokenizer.vocabularySize)
    do { network = try SentimentNetwork(configuration) } catch { throw .model(error) }
    preparation = TextPreparation(tokenizer: tokenizer, maxTokens: configuration.maxTokens)
    try MemoryNeed(network.layout, settings).require()
    parameters = ParameterArena(layout: network.layout)
    let key = RandomKey(seed: UInt64(settings[LearningSettings.seed])).child("parameters")
    network.blueprint.initialize(
      parameters, initializer: Initializer(rawValue: settings[LearningSettings.initializer]) ?? .activation, key: key)
    classWeights = try Self.classWeights(settings, corpus)
    try start(from: origin)
  }

  /// The model to start from, with `--from-model`.
  private static func origin(_ settings: Settings) throws(TrainingError) -> SentimentModel? {
    guard let path = settings[SentimentSettings.fromModel] else { return nil }
    do { return try SentimentModel(contentsOf: path) } catch { throw .model(error) }
  }

  private func start(from origin: SentimentModel?) throws(TrainingError) {
    if let origin {
      let copied = StartingWeights.copy(from: origin, to: parameters, labels: configuration.labels)
      observer.note("\(copied) of \(parameters.layout.parameters.count) parameters start from the model given")
      guard copied > 0 else { throw .nothingToCopy(settings[SentimentSettings.fromModel] ?? "") }
    }
    if let path = settings[SentimentSettings.embeddings], let table = network.encoder.wordTable {
      let (rows, words) = try StartingWeights.readVectors(
        path, into: parameters.matrix(of: table), vocabulary: preparation)
      observer.note("\(path): \(rows) of \(table.rows) tokens start from its \(words) word vectors")
    }
  }
}

// MARK: - From here on it takes time
extension SentimentRun {
  func finish() throws(TrainingError) -> SentimentTraining.Report {
    let train = try encode(corpus.train, name: "train")
    let dev = try encode(corpus.dev, name: "dev")
    func task(_ network: SentimentNetwork) -> SentimentTask {
      SentimentTask(
        network: network, train: train, dev: dev, labelSmoothing: settings[LearningSettings.labelSmoothing],
        classWeights: classWeights)
    }
    if configuration.architecture == .average, !hasGivenWords, let table = network.encoder.wordTable {
      ClassOdds(of: train, vocabularySize: table.rows, classCount: network.classCount)
        .add(to: parameters.matrix(of: table), strength: Float(settings[SentimentSettings.wordOdds]))
    }
    let lock: RunLock
    do { lock = try folder.beginRun(keepCheckpoints: isResuming) } catch { throw .storage(error) }
    defer { withExtendedLifetime(lock) {} }
    let outcome: Trainer<SentimentTask>.Outcome
    do throws(TrainingError) {
      let cost = try learnWordVectors(task)
      outcome = try trainer(task(network), before: cost).run()
    } catch {
      // Without a checkpoint there is nothing to go on with: as if it had never begun.
      folder.abandonRun()
      throw error
    }
    let report = try report(outcome, dev: dev)
    try SentimentModelFile.publish(
      report, configuration: configuration, parameters: outcome.parameters, tokenizer: preparation.tokenizer,
      settings: settings, in: folder)
    return report
  }

  /// Whether word vectors come from elsewhere.
  private var hasGivenWords: Bool {
    settings[SentimentSettings.embeddings] != nil || settings[SentimentSettings.fromModel] != nil
  }

  /// Trains the word vectors first, where they have epochs of their own and come from nowhere else. Later checkpoints
  /// hold them.
  private func learnWordVectors(
    _ task: (SentimentNetwork) -> SentimentTask
  ) throws(TrainingError) -> TrainingCost {
    let hasCheckpoint: Bool
    do { hasCheckpoint = try folder.checkpoints.current() != nil } catch { throw .storage(error) }
    guard settings[SentimentSettings.wordEpochs] > 0, configuration.architecture != .average, !hasGivenWords,
      !hasCheckpoint, let table = network.encoder.wordTable
    else { return TrainingCost() }
    return try WordVectorTraining(settings, for: configuration).learn(
      into: parameters.matrix(of: table), task: task, team: team, observer: observer)
  }

  private func trainer(_ task: SentimentTask, before: TrainingCost) -> Trainer<SentimentTask> {
    Trainer(
      task: task, parameters: parameters, settings: settings, folder: folder, team: team, observer: observer,
      before: before
    ) { (checkpoint) throws(StorageError) in
      try AtomicFile.write(settings.yaml(), to: checkpoint + "/" + ResumedSettings.file)
    }
  }

  private func encode(_ rows: [LabelledText], name: String) throws(TrainingError) -> EncodedTexts {
    do {
      let encoded = try preparation.encode(rows.map(\.text), labels: corpus.numbers(of: rows))
      if encoded.cut > 0 {
        observer.note("\(name): \(encoded.cut) of \(rows.count) texts are cut to \(preparation.maxTokens) tokens")
      }
      return encoded.texts
    } catch { throw .model(error) }
  }

  private static func classWeights(
    _ settings: Settings, _ corpus: SentimentCorpus
  ) throws(TrainingError) -> ClassWeights? {
    switch settings[ClassificationDataSettings.classWeights] {
    case nil: nil
    case "balanced":
      .balanced(corpus.numbers(of: corpus.train), classCount: corpus.labels.labels.count)
    case .some(let path): try .read(path, labels: corpus.labels)
    }
  }

  private func report(
    _ outcome: Trainer<SentimentTask>.Outcome, dev: EncodedTexts
  ) throws(TrainingError) -> SentimentTraining.Report {
    func scores(_ texts: EncodedTexts) -> ClassificationScores {
      Predictions.scores(
        network, parameters: outcome.parameters, texts: texts, labels: configuration.labels, team: team)
    }
    var test: ClassificationScores?
    if let rows = corpus.test { test = scores(try encode(rows, name: "test")) }
    let state = outcome.state
    return SentimentTraining.Report(
      task: configuration.task, architecture: configuration.architecture.rawValue,
      activation: configuration.activation, seed: settings[LearningSettings.seed],
      parameters: parameters.layout.parameterCount, epochs: state.epoch, updates: state.update,
      seconds: state.trainingSeconds,
      tokensPerSecond: Double(state.tokens) / max(state.trainingSeconds, 1e-9), peakMemoryBytes: peakMemoryBytes(),
      model: folder.path, dev: scores(dev), test: test)
  }
}
