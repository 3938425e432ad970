import SerfData
import SerfSettings

/// The sentence pairs of a run: read and split.
struct TranslationCorpus {
  private(set) var train: PairSource
  private(set) var dev: [SentencePair] = []
  private(set) var test: [SentencePair]?
  let generatedTest: [SentencePair]?

  /// - Parameters:
  ///   - mostText: bytes of training text that are held in memory at most.
  ///   - note: hears every guess and decision.
  init(
    _ sources: TranslationSources, _ settings: Settings, mostText: Int, note: (String) -> Void
  ) throws(TrainingError) {
    func read(_ files: ParallelFiles) throws(DataError) -> [SentencePair] {
      let data = try ParallelData(files, options: .init(settings, keepsEmpty: true))
      for text in data.notes { note(text) }
      return data.pairs
    }
    do throws(DataError) {
      train = try PairSource(
        sources.train, options: .init(settings, keepsEmpty: false), mostText: mostText, note: note)
      generatedTest = if let files = sources.generatedTest { try read(files) } else { nil }
      if case .files(let files) = sources.test { test = try read(files) }
      if let files = sources.dev {
        dev = try read(files)
      } else {
        let name = sources.train.map(\.name).joined(separator: ", ")
        try split(takingTest: sources.test == .part, seed: settings[LearningSettings.seed], name: name, note: note)
      }
    } catch { throw .data(error) }
  }

  /// Takes dev, and the test part where it is asked for, from the training pairs. With a dev file and no test file there is
  /// no test.
  private mutating func split(
    takingTest: Bool, seed: Int, name: String, note: (String) -> Void
  ) throws(DataError) {
    let split = ParallelSplit(count: train.count, dev: true, test: takingTest, seed: UInt64(seed))
    guard !split.dev.isEmpty else {
      dev = try train.pairs(Set(0..<train.count))
      return note("\(name): too few pairs to hold any out: all \(train.count) train and are dev too, and none test")
    }
    dev = try train.pairs(Set(split.dev))
    if takingTest { test = try train.pairs(Set(split.test)) }
    train.leaveOut(split.held)
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
