internal import SerfCorpora
internal import SerfSettings
internal import SerfTraining
internal import SerfVocab

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
      // The bundled vocabulary was trained on the bundled texts.
      let isOpen = settings[SentimentSettings.fromModel] == nil && !settings.isSaid(SentimentSettings.vocabularySize)
      let bundled = isOpen ? try SerfVocab.path(of: "reviews-en") : nil
      let test = try settings[Data.test] ?? SerfCorpora.sentiment(.test)
      self.init(
        train: try SerfCorpora.sentiment(.train), dev: try settings[Data.dev] ?? SerfCorpora.sentiment(.dev),
        test: test == "none" ? .none : .file(test), vocabulary: vocabulary ?? bundled)
    }
  }
}
