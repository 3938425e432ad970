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
      func read(_ path: String) throws(DataError) -> ClassificationData {
        let data = try ClassificationData(path: path, options: options)
        for text in data.notes { note(text) }
        return data
      }
      let all = try read(sources.train)
      labels = try LabelSet(of: all.rows, path: all.path)
      let split = Self.split(all, sources, seed: settings[LearningSettings.seed], note: note)
      train = split.train
      if let path = sources.dev { dev = try Self.known(read(path), to: labels) } else { dev = split.dev }
      switch sources.test {
      case .file(let path): test = try Self.known(read(path), to: labels)
      case .part: test = split.test
      case .none: test = nil
      }
    } catch { throw .data(error) }
  }

  /// The rows of held-out texts, whose labels are all labels of the training texts.
  private static func known(_ data: ClassificationData, to labels: LabelSet) throws(DataError) -> [LabelledText] {
    _ = try labels.numbers(of: data.rows, path: data.path)
    return data.rows
  }

  /// Takes the parts that no file gives from the training texts. With a dev file and no test file there is no test.
  private static func split(
    _ data: ClassificationData, _ sources: SentimentSources, seed: Int, note: (String) -> Void
  ) -> (train: [LabelledText], dev: [LabelledText], test: [LabelledText]?) {
    let rows = data.rows
    guard sources.dev == nil else { return (rows, [], nil) }
    let takesTest = sources.test == .part
    let split = ClassificationSplit(of: rows, dev: true, test: takesTest, seed: UInt64(seed))
    guard !split.dev.isEmpty else {
      note("\(data.path): too few texts to hold any out: all \(rows.count) train and are dev too, and none test")
      return (rows, rows, nil)
    }
    note(
      "\(data.path): by label and seed \(seed), \(split.train.count) texts train, \(split.dev.count) are dev"
        + (takesTest ? " and \(split.test.count) test" : ""))
    return (split.train.map { rows[$0] }, split.dev.map { rows[$0] }, takesTest ? split.test.map { rows[$0] } : nil)
  }

  /// The class numbers of a part, whose labels were checked when it was read.
  func numbers(of rows: [LabelledText]) -> [Int] { rows.compactMap { labels.number(of: $0.label) } }
}
