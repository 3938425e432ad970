internal import SerfCorpora
internal import SerfData
internal import SerfModels
internal import SerfSettings
internal import SerfTraining

extension TranslationSources {
  private typealias Names = TranslationDataSettings

  /// The files that settings name, with the bundled corpus where they name no training pairs.
  /// - Throws: `CommandError` for a source without a target, a part that is named twice, more than one file that is to be
  ///   standard input, or a vocabulary that is neither a file nor bundled; `ResourceError` where the installation lacks the
  ///   corpus.
  init(_ settings: Settings) throws {
    let files = [
      Names.train, Names.source, Names.target, Names.dev, Names.devSource, Names.devTarget, Names.test,
      Names.testSource, Names.testTarget,
    ]
    let streams = files.filter { settings[$0] == "-" }
    guard streams.count < 2 else { throw CommandError.standardInputTwice(streams.map(\.name)) }
    let vocabulary = try settings[TranslationSettings.vocabulary].map { name in try VocabularyFile.path(of: name) }
    let train = try Self.files(settings, Names.train, Names.source, Names.target)
    let dev = try Self.files(settings, Names.dev, Names.devSource, Names.devTarget)
    let hasNoTest = settings[Names.test] == "none"
    if hasNoTest, settings[Names.testSource] != nil || settings[Names.testTarget] != nil {
      throw CommandError.usage("--test none goes without --test-source and --test-target")
    }
    let test = hasNoTest ? nil : try Self.files(settings, Names.test, Names.testSource, Names.testTarget)
    if let train {
      self.init(
        train: [train], dev: dev, test: hasNoTest ? .none : test.map(Test.files) ?? .part, vocabulary: vocabulary)
    } else {
      // Pairs of real language are few beside the generated ones, and count thrice.
      let written = Array(repeating: try ParallelFiles.bundled(.writtenTrain), count: 3)
      self.init(
        train: written + [try .bundled(.generatedTrain)], dev: try dev ?? .bundled(.writtenDev),
        test: hasNoTest ? .none : .files(try test ?? .bundled(.writtenTest)),
        generatedTest: hasNoTest || test != nil ? nil : try .bundled(.generatedTest), vocabulary: vocabulary)
    }
  }

  /// The table or the two files of a part; nil where nothing is named.
  static func files(
    _ settings: Settings, _ table: Setting<String?>, _ source: Setting<String?>, _ target: Setting<String?>
  ) throws -> ParallelFiles? {
    switch (settings[table], settings[source], settings[target]) {
    case (nil, nil, nil): return nil
    case (let path?, nil, nil): return .table(path)
    case (nil, let source?, let target?): return .lines(source: source, target: target)
    case (nil, _?, nil): throw CommandError.usage("--\(source.name) needs --\(target.name), its translations")
    case (nil, nil, _?): throw CommandError.usage("--\(target.name) needs --\(source.name), what it translates")
    default:
      throw CommandError.usage(
        "--\(table.name) is in place of --\(source.name) and --\(target.name); give the one or the others")
    }
  }
}

extension ParallelFiles {
  /// Both sides of a part of the bundled corpus.
  fileprivate static func bundled(_ part: SerfCorpora.TranslationPart) throws -> ParallelFiles {
    .lines(
      source: try SerfCorpora.translation(part, .english), target: try SerfCorpora.translation(part, .german))
  }
}

extension Settings {
  /// Whether the bundled sentence pairs are what is trained on.
  var takesBundledPairs: Bool {
    self[TranslationDataSettings.train] == nil && self[TranslationDataSettings.source] == nil
      && self[TranslationDataSettings.target] == nil
  }

  /// Makes what suits the small bundled corpus the default where it is trained on. As settings these are saved with the
  /// model, so that `--config` and `--resume` take the same.
  mutating func preferBundledPairs() throws(SettingError) {
    guard takesBundledPairs else { return }
    for (name, text) in Self.bundledPreferences { try prefer(name, text) }
    let hasOwn =
      self[TranslationSettings.fromModel] != nil || self[TranslationSettings.separateVocabularies]
      || self[TranslationSettings.lowercase] || self[TranslationSettings.textForm] != TextForm.plain.rawValue
    if !hasOwn, !isSaid(TranslationSettings.vocabularySize) {
      try prefer(TranslationSettings.vocabulary.name, "pairs-en-de")
    }
  }

  private static let bundledPreferences = [
    TranslationSettings.modelWidth.name: "128", TranslationSettings.feedForwardWidth.name: "256",
    LearningSettings.epochs.name: "7", LearningSettings.learningRate.name: "0.003",
    LearningSettings.dropout.name: "0.1",
    LearningSettings.embeddingDropout.name: "0.1", LearningSettings.averageCheckpoints.name: "3",
  ]
}
