import SerfData
import SerfMetrics
import SerfModels
import SerfNN
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// One run of a classifier's training: what was read and built before update 1, then training, scores and saving.
struct ClassificationRun<Network: ClassifierNetwork> {
  private typealias Names = Network.Names

  private let settings: Settings
  private let folder: ModelFolder
  private let observer: any TrainingObserver
  private let team: WorkerTeam
  private let corpus: ClassificationCorpus<Network.Row>
  /// The pictures of all rows; nil where none are read.
  private let pictures: PictureStore?
  /// The network before training.
  private let model: ClassifierModel<Network>
  private let classWeights: ClassWeights?
  private let isResuming: Bool

  init(
    settings: Settings, sources: ClassificationSources, folder: ModelFolder, isResuming: Bool,
    observer: any TrainingObserver
  ) throws(TrainingError) {
    self.settings = settings
    self.folder = folder
    self.isResuming = isResuming
    self.observer = observer
    team = WorkerTeam(count: settings[RunSettings.workers] ?? WorkerTeam.coreCount)
    corpus = try ClassificationCorpus(sources, settings, of: Names.self, note: observer.note)
    let origin = try Self.origin(settings)
    if origin != nil, sources.vocabulary != nil { throw .twoVocabularies() }
    let tokenizer: Tokenizer
    if let origin {
      tokenizer = origin.preparation.tokenizer
    } else {
      tokenizer = try ClassificationVocabulary.make(
        sources, settings, of: Names.self, training: corpus.train, note: observer.note)
    }
    pictures = try Self.pictures(settings, of: corpus)
    model = try Self.newModel(
      settings, labels: corpus.labels, tokenizer: tokenizer, patches: pictures?.layout)
    classWeights = try Self.classWeights(settings, corpus)
    try start(from: origin)
  }

  /// Reads the pictures of all rows.
  private static func pictures(
    _ settings: Settings, of corpus: ClassificationCorpus<Network.Row>
  ) throws(TrainingError) -> PictureStore? {
    let standIn = Network.Configuration(settings, labels: ["0", "1"], vocabularySize: 1)
    guard let grid = standIn.patches?.grid else { return nil }
    let paths = corpus.all.flatMap(\.pictures)
    guard let first = paths.first else { throw .noPictures() }
    do throws(DataError) {
      let layout = try PatchLayout(of: first, cutAs: grid, place: corpus.picturePlaces[first])
      var store = try PictureStore(paths, layout: layout, places: corpus.picturePlaces)
      store.standardize(over: corpus.train.lazy.flatMap(\.pictures))
      return store
    } catch { throw .data(error) }
  }

  /// The model to start from, with `--from-model`.
  private static func origin(_ settings: Settings) throws(TrainingError) -> ClassifierModel<Network>? {
    guard let path = settings[Names.fromModel] else { return nil }
    do { return try ClassifierModel(contentsOf: path) } catch { throw .model(error) }
  }

  /// The network that the settings ask for, with its first weights.
  private static func newModel(
    _ settings: Settings, labels: LabelSet, tokenizer: Tokenizer, patches: PatchLayout?
  ) throws(TrainingError) -> ClassifierModel<Network> {
    let configuration = Network.Configuration(
      settings, labels: labels.labels, vocabularySize: tokenizer.vocabularySize, patches: patches)
    let network: Network
    do { network = try Network(configuration) } catch { throw .model(error) }
    try MemoryNeed(network.layout, settings).require()
    let parameters = ParameterArena(layout: network.layout)
    let key = RandomKey(seed: UInt64(settings[LearningSettings.seed])).child("parameters")
    network.blueprint.initialize(
      parameters, initializer: Initializer(rawValue: settings[LearningSettings.initializer]) ?? .activation, key: key)
    return ClassifierModel(
      configuration: configuration, network: network, parameters: parameters, tokenizer: tokenizer)
  }

  private func start(from origin: ClassifierModel<Network>?) throws(TrainingError) {
    if let origin {
      let copied = StartingWeights.copy(from: origin, to: model.parameters, labels: model.configuration.labels)
      for text in copied.notes { observer.note(text) }
      guard copied.count > 0 else {
        throw .nothingToCopy(settings[Names.fromModel] ?? "", options: origin.configuration.networkOptions)
      }
    }
    if let path = settings[Names.embeddings], let table = model.network.wordTable {
      let (rows, words) = try StartingWeights.readVectors(
        path, into: model.parameters.matrix(of: table), vocabulary: model.preparation)
      observer.note("\(path): \(rows) of \(table.rows) tokens start from its \(words) word vectors")
    }
  }
}

// MARK: - From here on it takes time
extension ClassificationRun {
  func finish() throws(TrainingError) -> TrainingReport<ClassificationScores> {
    let train = try encode(corpus.train, name: "train")
    let dev = try encode(corpus.dev, name: "dev")
    func task(_ network: Network) -> ClassificationTask<Network> {
      ClassificationTask(
        network: network, train: train, dev: dev, labelSmoothing: settings[LearningSettings.labelSmoothing],
        classWeights: classWeights)
    }
    let lock: RunLock
    do { lock = try folder.beginRun(keepCheckpoints: isResuming) } catch { throw .storage(error) }
    defer { withExtendedLifetime(lock) {} }
    if !hasGivenWords { ClassOdds.start(model.network, model.parameters, of: train, settings) }
    let outcome: Trainer<ClassificationTask<Network>>.Outcome
    do throws(TrainingError) {
      let cost = try learnWordVectors(task)
      outcome = try trainer(task(model.network), before: cost).run()
    } catch {
      // Without a checkpoint there is nothing to go on with: as if it had never begun.
      folder.abandonRun()
      throw error
    }
    let report = try report(outcome, dev: dev)
    try ClassifierModelFile.publish(
      report, configuration: model.configuration, parameters: outcome.parameters,
      tokenizer: model.preparation.tokenizer, settings: settings, in: folder)
    return report
  }

  /// Whether the tokens' vectors come from elsewhere.
  private var hasGivenWords: Bool { settings[Names.embeddings] != nil || settings[Names.fromModel] != nil }

  /// Trains the word vectors first, where they have epochs of their own and come from nowhere else. Later checkpoints
  /// hold them.
  private func learnWordVectors(
    _ task: (Network) -> ClassificationTask<Network>
  ) throws(TrainingError) -> TrainingCost {
    let hasCheckpoint: Bool
    do { hasCheckpoint = try folder.checkpoints.current() != nil } catch { throw .storage(error) }
    let own: Settings?
    do { own = try Network.wordVectorSettings(settings, for: model.configuration) } catch { throw .settings(error) }
    guard let own, !hasGivenWords, !hasCheckpoint, let table = model.network.wordTable else { return TrainingCost() }
    return try WordVectorTraining<Network>(own, for: model.configuration).learn(
      into: model.parameters.matrix(of: table), task: task, team: team, observer: observer)
  }

  private func trainer(
    _ task: ClassificationTask<Network>, before: TrainingCost
  ) -> Trainer<ClassificationTask<Network>> {
    Trainer(
      task: task, parameters: model.parameters, settings: settings, folder: folder, team: team, observer: observer,
      before: before
    ) { (checkpoint) throws(StorageError) in
      try AtomicFile.write(settings.yaml(), to: checkpoint + "/" + ResumedSettings.file)
    }
  }

  private func encode(_ rows: [Network.Row], name: String) throws(TrainingError) -> EncodedTexts {
    do {
      let encoded = try model.encode(
        rows.map(\.texts), pictures: pictures.map { (rows.map(\.pictures), $0) }, labels: corpus.numbers(of: rows))
      if encoded.cut > 0 {
        let count = rows.count * Network.Row.roles.count
        observer.note(
          "\(name): \(encoded.cut) of \(count) texts are cut to \(model.preparation.maxTokens) tokens")
      }
      return encoded.texts
    } catch { throw .model(error) }
  }

  private static func classWeights(
    _ settings: Settings, _ corpus: ClassificationCorpus<Network.Row>
  ) throws(TrainingError) -> ClassWeights? {
    switch settings[ClassificationDataSettings.classWeights] {
    case nil: nil
    case "balanced":
      .balanced(corpus.numbers(of: corpus.train), classCount: corpus.labels.labels.count)
    case .some(let path): try .read(path, labels: corpus.labels)
    }
  }

  private func report(
    _ outcome: Trainer<ClassificationTask<Network>>.Outcome, dev: EncodedTexts
  ) throws(TrainingError) -> TrainingReport<ClassificationScores> {
    let configuration = model.configuration
    func scores(_ part: String, _ rows: [Network.Row], _ texts: EncodedTexts) -> ClassificationScores {
      let answers = PartAnswers(
        part: part, labels: configuration.labels, gold: texts.labels.map(Int.init),
        predicted: Predictions.answers(model.network, parameters: outcome.parameters, texts: texts, team: team),
        texts: rows.map { $0.texts.joined(separator: " → ") })
      observer.answered(answers)
      return answers.scores
    }
    var (test, unseen): (ClassificationScores?, ClassificationScores?)
    if let rows = corpus.test { test = scores("test", rows, try encode(rows, name: "test")) }
    if let rows = corpus.unseen { unseen = scores("unseen", rows, try encode(rows, name: "unseen")) }
    if let test, !test.beatsMajority { observer.note(Self.nothingLearned(test)) }
    let state = outcome.state
    return TrainingReport(
      task: configuration.task, architecture: configuration.architectureName,
      activation: configuration.activation, seed: settings[LearningSettings.seed],
      parameters: model.network.layout.parameterCount, epochs: state.epoch, updates: state.update,
      seconds: state.trainingSeconds,
      tokensPerSecond: Double(state.tokens) / max(state.trainingSeconds, 1e-9), peakMemoryBytes: peakMemoryBytes(),
      model: folder.path, dev: scores("dev", corpus.dev, dev), test: test, unseen: unseen)
  }

  /// What nobody should miss: a model that does no better than one that knows nothing.
  private static func nothingLearned(_ scores: ClassificationScores) -> String {
    "test: the accuracy is not above the majority line by two standard errors, so nothing that holds for other "
      + "\(Network.Row.roles.count == 1 ? "texts" : "pairs") was learned; try more of them, --from-model or --embeddings"
  }
}

extension ClassificationScores {
  /// Whether the accuracy is above that of always giving the most frequent class, by two standard errors.
  fileprivate var beatsMajority: Bool { accuracy - majority > 2 * standardError }
}
