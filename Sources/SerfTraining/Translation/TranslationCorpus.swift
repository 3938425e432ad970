import SerfData
import SerfSettings

/// The sentence pairs of a run: read and split.
struct TranslationCorpus {
  private(set) var train: [SentencePair] = []
  private(set) var dev: [SentencePair] = []
  private(set) var test: [SentencePair]?
  let generatedTest: [SentencePair]?

  /// - Parameter note: hears every guess and decision.
  init(_ sources: TranslationSources, _ settings: Settings, note: (String) -> Void) throws(TrainingError) {
    func read(_ files: ParallelFiles, keepsEmpty: Bool) throws(DataError) -> [SentencePair] {
      let data = try ParallelData(files, options: .init(settings, keepsEmpty: keepsEmpty))
      for text in data.notes { note(text) }
      return data.pairs
    }
    do throws(DataError) {
      for files in sources.train { train += try read(files, keepsEmpty: false) }
      generatedTest = if let files = sources.generatedTest { try read(files, keepsEmpty: true) } else { nil }
      if case .files(let files) = sources.test { test = try read(files, keepsEmpty: true) }
      if let files = sources.dev { dev = try read(files, keepsEmpty: true) }
    } catch { throw .data(error) }
    if sources.dev == nil {
      let name = sources.train.map(\.name).joined(separator: ", ")
      split(takingTest: sources.test == .part, seed: settings[LearningSettings.seed], name: name, note: note)
    }
  }

  /// Takes dev, and the test part where it is asked for, from the training pairs. With a dev file and no test file there is
  /// no test.
  private mutating func split(takingTest: Bool, seed: Int, name: String, note: (String) -> Void) {
    let pairs = train
    let split = ParallelSplit(count: pairs.count, dev: true, test: takingTest, seed: UInt64(seed))
    guard !split.dev.isEmpty else {
      dev = pairs
      return note("\(name): too few pairs to hold any out: all \(pairs.count) train and are dev too, and none test")
    }
    (train, dev) = (split.train.map { pairs[$0] }, split.dev.map { pairs[$0] })
    if takingTest { test = split.test.map { pairs[$0] } }
    note(
      "\(name): by seed \(seed), \(train.count) pairs train, \(dev.count) are dev"
        + (takingTest ? " and \(split.test.count) test" : ""))
  }
}

extension ParallelReader.Options {
  init(_ settings: Settings, keepsEmpty: Bool) {
    self.init(
      lossy: settings[TranslationDataSettings.lossy], keepsEmpty: keepsEmpty,
      sourceLanguage: settings[TranslationDataSettings.sourceLanguage],
      targetLanguage: settings[TranslationDataSettings.targetLanguage])
  }
}
