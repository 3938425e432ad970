package import SerfData
package import SerfSettings

/// The labelled rows of a run: read, mapped and split.
struct ClassificationCorpus<Row: LabelledRow> {
  let train: [Row]
  let dev: [Row]
  let test: [Row]?
  /// Rows of a second test file.
  let unseen: [Row]?
  let labels: LabelSet
  /// Of the path of a picture a row that names it: "train.tsv:7".
  let picturePlaces: [String: String]

  /// - Parameter note: hears every guess and decision.
  init<Names: ClassifierSettings>(
    _ sources: ClassificationSources, _ settings: Settings, of task: Names.Type, note: (String) -> Void
  ) throws(TrainingError) {
    do throws(DataError) {
      var options = try ReaderOptions<Row>(settings, of: task)
      if task.readsPictures(settings) { options.pictureFolder = sources.images }
      var places: [String: String] = [:]
      func read(_ path: String) throws(DataError) -> LabelledData<Row> {
        let data = try LabelledData<Row>(path: path, options: options)
        for text in data.notes { note(text) }
        places.merge(data.picturePlaces) { first, _ in first }
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
      if let path = sources.unseen { unseen = try Self.known(read(path), to: labels) } else { unseen = nil }
      picturePlaces = places
    } catch { throw .data(error) }
  }

  /// The rows of held-out texts, whose labels are all labels of the training texts.
  private static func known(_ data: LabelledData<Row>, to labels: LabelSet) throws(DataError) -> [Row] {
    _ = try labels.numbers(of: data.rows, path: data.path)
    return data.rows
  }

  /// Takes the parts that no file gives from the training texts. With a dev file and no test file there is no test.
  private static func split(
    _ data: LabelledData<Row>, _ sources: ClassificationSources, seed: Int, note: (String) -> Void
  ) -> (train: [Row], dev: [Row], test: [Row]?) {
    let rows = data.rows
    guard sources.dev == nil else { return (rows, [], nil) }
    let takesTest = sources.test == .part
    let split = ClassificationSplit(of: rows, dev: true, test: takesTest, seed: UInt64(seed))
    let examples = Row.roles.count == 1 ? "texts" : "pairs"
    guard !split.dev.isEmpty else {
      note("\(data.path): too few \(examples) to hold any out: all \(rows.count) train and are dev too, and none test")
      return (rows, rows, nil)
    }
    note(
      "\(data.path): by label and seed \(seed), \(split.train.count) \(examples) train, \(split.dev.count) are dev"
        + (takesTest ? " and \(split.test.count) test" : ""))
    return (split.train.map { rows[$0] }, split.dev.map { rows[$0] }, takesTest ? split.test.map { rows[$0] } : nil)
  }

  /// The rows of all parts.
  var all: [Row] { train + dev + (test ?? []) + (unseen ?? []) }

  /// The class numbers of a part, whose labels were checked when it was read.
  func numbers(of rows: [Row]) -> [Int] { rows.compactMap { labels.number(of: $0.label) } }
}

extension ReaderOptions {
  /// How the settings of a task say that files are to be read.
  package init<Names: ClassifierSettings>(_ settings: Settings, of task: Names.Type) throws(DataError) {
    self.init()
    textColumns = task.textColumns.map { column in settings[column].map { ColumnChoice($0) } }
    pictureColumns = task.imageColumns.map { column in settings[column].map { ColumnChoice($0) } }
    labelColumn = settings[ClassificationDataSettings.labelColumn].map { ColumnChoice($0) }
    labelMapping = try LabelMapping(settings[ClassificationDataSettings.mapLabel])
    lossy = settings[ClassificationDataSettings.lossy]
  }
}
