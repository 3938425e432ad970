internal import SerfCorpora
internal import SerfSettings
internal import SerfTraining

extension ClassificationSources {
  /// The files that settings name, with the bundled corpus where they name no training texts.
  /// - Parameters:
  ///   - others: settings of the task that name further files.
  ///   - bundled: the file of each part of the task's bundled corpus.
  /// - Throws: `ResourceError` where the installation lacks the corpus; `CommandError` for a vocabulary that is neither a
  ///   file nor bundled, and for more than one file that is to be standard input.
  init<Names: ClassifierSettings>(
    _ settings: Settings, of task: Names.Type, others: [Setting<String?>] = [],
    bundled: (SerfCorpora.Split) throws -> String
  ) throws {
    typealias Data = ClassificationDataSettings
    let files = [Data.train, Data.dev, Data.test, Data.classWeights, Names.embeddings] + others
    let streams = files.filter { settings[$0] == "-" }
    guard streams.count < 2 else { throw CommandError.standardInputTwice(streams.map(\.name)) }
    let vocabulary = try settings[Names.vocabulary].map { name in try VocabularyFile.path(of: name) }
    if let train = settings[Data.train] {
      let test: Test = settings[Data.test].map { $0 == "none" ? .none : .file($0) } ?? .part
      self.init(train: train, dev: settings[Data.dev], test: test, vocabulary: vocabulary)
    } else {
      let test = try settings[Data.test] ?? bundled(.test)
      self.init(
        train: try bundled(.train), dev: try settings[Data.dev] ?? bundled(.dev),
        test: test == "none" ? .none : .file(test), vocabulary: vocabulary)
    }
  }
}
