import SerfData
import SerfMetrics
import SerfModels
import SerfNN
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// One run of translation training: what was read and built before update 1, then training, scores and saving.
struct TranslationRun {
  private let settings: Settings
  private let folder: ModelFolder
  private let observer: any TrainingObserver
  private let team: WorkerTeam
  private let corpus: TranslationCorpus
  private let preparation: TranslationPreparation
  private let configuration: TranslationConfiguration
  private let network: TranslationNetwork
  private let parameters: ParameterArena
  private let isResuming: Bool

  init(
    settings: Settings, sources: TranslationSources, folder: ModelFolder, isResuming: Bool,
    mostText: Int, observer: any TrainingObserver
  ) throws(TrainingError) {
    self.settings = settings
    self.folder = folder
    self.isResuming = isResuming
    self.observer = observer
    team = WorkerTeam(count: settings[RunSettings.workers] ?? WorkerTeam.coreCount)
    corpus = try TranslationCorpus(sources, settings, mostText: mostText, note: observer.note)
    let origin = try Self.origin(settings)
    if origin != nil, sources.vocabulary != nil { throw .twoVocabularies() }
    let tokenizers =
      if let origin { origin.preparation.tokenizers } else {
        try TranslationVocabulary.make(sources, settings, training: corpus.train, note: observer.note)
      }
    configuration = TranslationConfiguration(
      settings, vocabularySize: tokenizers.target.vocabularySize,
      sourceVocabularySize: tokenizers.separateSource?.vocabularySize, textForm: origin?.preparation.form.text)
    do throws(ModelError) {
      network = try TranslationNetwork(configuration)
      preparation = try TranslationPreparation(
        tokenizers, maxTokens: configuration.maxTokens, textForm: configuration.textForm ?? .plain)
    } catch { throw .model(error) }
    try MemoryNeed(network.layout, settings).require()
    parameters = ParameterArena(layout: network.layout)
    let key = RandomKey(seed: UInt64(settings[LearningSettings.seed])).child("parameters")
    network.blueprint.initialize(
      parameters, initializer: Initializer(rawValue: settings[LearningSettings.initializer]) ?? .activation, key: key)
    if settings[TranslationSettings.bpeDropout] > 0,
      ![tokenizers.source, tokenizers.target].allSatisfy(\.allowsDropout)
    {
      throw .noMergesToDrop()
    }
    if let origin { try start(from: origin) }
  }

  /// The model to start from, with `--from-model`.
  private static func origin(_ settings: Settings) throws(TrainingError) -> TranslationModel? {
    guard let path = settings[TranslationSettings.fromModel] else { return nil }
    do { return try TranslationModel(contentsOf: path) } catch { throw .model(error) }
  }

  /// Copies every parameter that another model has in the same name and shape.
  private func start(from origin: TranslationModel) throws(TrainingError) {
    var copied = 0
    for parameter in parameters.layout.parameters {
      guard let source = origin.parameters.layout.parameter(named: parameter.name), source.rows == parameter.rows,
        source.columns == parameter.columns
      else { continue }
      parameters.matrix(of: parameter).copy(from: origin.parameters.matrix(of: source))
      copied += 1
    }
    observer.note("\(copied) of \(parameters.layout.parameters.count) parameters start from the model given")
    guard copied > 0 else { throw .nothingToCopy(settings[TranslationSettings.fromModel] ?? "") }
  }
}

// MARK: - From here on it takes time
extension TranslationRun {
  func finish() throws(TrainingError) -> TranslationReport {
    let bpeDropout = settings[TranslationSettings.bpeDropout]
    let pairs = try TrainingPairs(
      corpus.train, preparation, keepsTexts: bpeDropout > 0, beside: folder.path, note: observer.note)
    var configuration = configuration
    configuration.longestSource = pairs.longestSource
    let task = TranslationTask(
      network: network, preparation: preparation, train: pairs, dev: try encodedDev(),
      labelSmoothing: settings[LearningSettings.labelSmoothing], bpeDropout: bpeDropout)
    let lock: RunLock
    do { lock = try folder.beginRun(keepCheckpoints: isResuming) } catch { throw .storage(error) }
    defer { withExtendedLifetime(lock) {} }
    let outcome: Trainer<TranslationTask>.Outcome
    do throws(TrainingError) {
      outcome = try trainer(task).run()
    } catch {
      // Without a checkpoint there is nothing to go on with: as if it had never begun.
      folder.abandonRun()
      throw error
    }
    let report = try report(outcome, configuration)
    try TranslationModelFile.publish(
      report, configuration: configuration, parameters: outcome.parameters, tokenizers: preparation.tokenizers,
      settings: settings, in: folder)
    return report
  }

  private func trainer(_ task: TranslationTask) -> Trainer<TranslationTask> {
    let settings = settings
    return Trainer(
      task: task, parameters: parameters, settings: settings, folder: folder, team: team, observer: observer,
      extraFiles: { (path) throws(StorageError) in
        try AtomicFile.write(settings.yaml(), to: path + "/" + ResumedSettings.file)
      })
  }

  private func encodedDev() throws(TrainingError) -> (encoded: EncodedPairs, kept: [SentencePair]) {
    let dev = try preparation.encodeForTraining(corpus.dev)
    let tooLong = corpus.dev.count - dev.kept.count
    if tooLong > 0 {
      observer.note(
        "dev: \(tooLong) of \(corpus.dev.count) pairs have over \(preparation.maxTokens) tokens and are left out while "
          + "training")
    }
    guard !dev.kept.isEmpty else { throw .allTooLong("dev", maxTokens: preparation.maxTokens) }
    noteSigns(in: dev.kept.map(\.target))
    return dev
  }

  /// Text that is tokenised already is scored, or tokenised once more, by what it is not.
  private func noteSigns(in translations: [String]) {
    guard preparation.form.text != .tokenized, TokenizationSigns(translations).looksTokenized else { return }
    let harm =
      preparation.form.text == .plain
      ? "its scores are not those of the literature, which takes these tokens" : "--text-form moses cuts it once more"
    observer.note(
      "the dev translations look tokenised ('word .'): \(harm); --text-form tokenized takes them as they are")
  }
}

// MARK: - Figures
extension TranslationRun {
  private func report(
    _ outcome: Trainer<TranslationTask>.Outcome, _ configuration: TranslationConfiguration
  ) throws(TrainingError) -> TranslationReport {
    let translator: Translator
    do throws(ModelError) {
      let preparation = try TranslationPreparation(
        preparation.tokenizers, maxTokens: configuration.maxTokens, longestSource: configuration.longestSource,
        textForm: preparation.form.text)
      translator = Translator(
        TranslationModel(
          configuration: configuration, network: network, parameters: outcome.parameters, preparation: preparation))
    } catch { throw .model(error) }
    func scores(_ part: String, _ pairs: [SentencePair]) throws(TrainingError) -> TranslationScores {
      let translations = try PartTranslations(part: part, of: pairs, by: translator, workers: team.count)
      observer.translated(translations)
      return try translations.scores
    }
    var (test, generatedTest): (TranslationScores?, TranslationScores?)
    if let pairs = corpus.test { test = try scores("test", pairs) }
    if let pairs = corpus.generatedTest { generatedTest = try scores("generated", pairs) }
    let state = outcome.state
    let dev = try scores("dev", corpus.dev)
    if dev.bleu < TranslationScores.leastTelling {
      observer.note(
        "the model has learned next to nothing by update \(state.update): give it more pairs, more --epochs, or smaller "
          + "batches (--batch-tokens)")
    }
    let training = TrainingReport<TranslationScores>(
      task: configuration.task, architecture: configuration.architecture.rawValue,
      activation: configuration.activation, seed: settings[LearningSettings.seed],
      parameters: parameters.layout.parameterCount, epochs: state.epoch, updates: state.update,
      seconds: state.trainingSeconds,
      tokensPerSecond: Double(state.tokens) / max(state.trainingSeconds, 1e-9), peakMemoryBytes: peakMemoryBytes(),
      model: folder.path, dev: dev, test: test)
    return TranslationReport(training: training, generatedTest: generatedTest)
  }
}

extension PartTranslations {
  /// By beam search with its standard options.
  fileprivate init(
    part: String, of pairs: [SentencePair], by translator: Translator, workers: Int
  ) throws(TrainingError) {
    let sources = pairs.map(\.source)
    let (translations, references): ([String], [String])
    do {
      translations = try translator.translate(sources, workers: workers)
      references = try translator.model.preparation.written(pairs.map(\.target))
    } catch { throw .model(error) }
    self.init(
      part: part, sources: sources, references: references, translations: translations,
      form: translator.model.preparation.form)
  }

  /// The figures of these translations.
  fileprivate var scores: TranslationScores {
    get throws(TrainingError) {
      do {
        return try TranslationScores(translations: translations, references: references, form: form)
      } catch { throw .metrics(error) }
    }
  }
}
