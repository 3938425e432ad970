internal import SerfCorpora
internal import SerfSettings
internal import SerfTraining

extension SentimentSources {
  /// The files that settings name, with the bundled corpus where they name no training texts.
  /// - Throws: `ResourceError` where the installation lacks the corpus; `CommandError` for a vocabulary that is neither a
  ///   file nor bundled, and for more than one file that is to be standard input.
  init(_ settings: Settings) throws {
    typealias Data = ClassificationDataSettings
    let streams = [Data.train, Data.dev, Data.test, Data.classWeights, SentimentSettings.embeddings].filter {
      settings[$0] == "-"
    }
    guard streams.count < 2 else { throw CommandError.standardInputTwice(streams.map(\.name)) }
    let vocabulary = try settings[SentimentSettings.vocabulary].map { name in try VocabularyFile.path(of: name) }
    if let train = settings[Data.train] {
      let test: Test = settings[Data.test].map { $0 == "none" ? .none : .file($0) } ?? .part
      self.init(train: train, dev: settings[Data.dev], test: test, vocabulary: vocabulary)
    } else {
      let test = try settings[Data.test] ?? SerfCorpora.sentiment(.test)
      self.init(
        train: try SerfCorpora.sentiment(.train), dev: try settings[Data.dev] ?? SerfCorpora.sentiment(.dev),
        test: test == "none" ? .none : .file(test), vocabulary: vocabulary)
    }
  }
}

extension Settings {
  /// The vocabulary that was trained on the bundled texts.
  static let bundledVocabulary = "reviews-en"

  /// Makes the bundled vocabulary the default of the bundled texts. As a setting it is saved with the model, so that
  /// `--config` and `--resume` take the same one.
  mutating func preferBundledVocabulary() throws(SettingError) {
    guard self[ClassificationDataSettings.train] == nil, self[SentimentSettings.fromModel] == nil,
      !isSaid(SentimentSettings.vocabulary), !isSaid(SentimentSettings.vocabularySize)
    else { return }
    try prefer(SentimentSettings.vocabulary.name, Self.bundledVocabulary)
  }
}
