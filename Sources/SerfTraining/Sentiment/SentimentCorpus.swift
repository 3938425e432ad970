import SerfData
import SerfSettings

/// The labelled texts of a run: read, mapped and split.
struct SentimentCorpus {
  let train: [LabelledText]
  let dev: [LabelledText]
  let test: [LabelledText]?
  let labels: LabelSet

  /// - Parameter note: hears every guess and decision.
  init(_ sources: SentimentSources, _ settings: Settings, note: (String) -> Void) throws(TrainingError) {
    do throws(DataError) {
      var options = ClassificationReader.Options()
      options.textColumn = settings[ClassificationDataSettings.textColumn].map { ColumnChoice($0) }
      options.labelColumn = settings[ClassificationDataSettings.labelColumn].map { ColumnChoice($0) }
      options.labelMapping = try LabelMapping(settings[ClassificationDataSettings.mapLabel])
      options.lossy = settings[ClassificationDataSettings.lossy]
      func read(_ path: String) throws(DataError) -> [LabelledText] {
        let data = try ClassificationData(path: path, options: options)
        for text in data.notes { note(text) }
        return data.rows
      }
      var rest = try read(sources.train)
      labels = try LabelSet(of: rest, path: sources.train)
      let split = Self.split(&rest, sources, seed: settings[LearningSettings.seed], note: note)
      if let path = sources.dev { dev = try read(path) } else { dev = split.dev }
      switch sources.test {
      case .file(let path): test = try read(path)
      case .part: test = sources.dev == nil ? split.test : nil
      case .none: test = nil
      }
      train = rest
      _ = try labels.numbers(of: dev, path: sources.dev)
      if let test { _ = try labels.numbers(of: test, path: sources.testPath) }
    } catch { throw .data(error) }
  }

  /// Takes the parts that no file gives from the training texts. With a dev file and no test file there is no test.
  private static func split(
    _ rows: inout [LabelledText], _ sources: SentimentSources, seed: Int, note: (String) -> Void
  ) -> (dev: [LabelledText], test: [LabelledText]) {
    guard sources.dev == nil else { return ([], []) }
    let takesTest = sources.test == .part
    let split = ClassificationSplit(of: rows, dev: true, test: takesTest, seed: UInt64(seed))
    let all = rows
    rows = split.train.map { all[$0] }
    note(
      "\(sources.train): by label and seed \(seed), \(split.train.count) texts train, \(split.dev.count) are dev"
        + (takesTest ? " and \(split.test.count) test" : ""))
    return (split.dev.map { all[$0] }, split.test.map { all[$0] })
  }

  /// The class numbers of a part, whose labels were checked when it was read.
  func numbers(of rows: [LabelledText]) -> [Int] { rows.compactMap { labels.number(of: $0.label) } }
}

extension SentimentSources {
  fileprivate var testPath: String? { if case .file(let path) = test { path } else { nil } }
}
