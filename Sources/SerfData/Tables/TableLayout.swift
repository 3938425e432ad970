/// Which column is the text and which the label, and whether the first row is a header.
struct TableLayout: Hashable, Sendable {
  let textColumn: Int
  let labelColumn: Int
  let hasHeader: Bool
  /// Names of the columns, where they have some.
  let names: [String]?
  /// One sentence on everything that was guessed.
  let notes: [String]
}

/// Header names that are found on their own, likeliest first, in lower case.
enum UsualNames {
  static let text = [
    "text", "sentence", "review", "content", "comment", "tweet", "body", "message", "phrase", "document", "utterance",
    "review_text", "reviewtext", "review_body", "reviewbody", "full_text", "comment_text", "question",
  ]
  static let label = [
    "label", "labels", "sentiment", "class", "category", "rating", "stars", "polarity", "target", "emotion", "score",
    "overall", "intent", "gold_label", "airline_sentiment",
  ]
}

/// Works out a ``TableLayout`` from the first rows and what the user chose.
struct LayoutInference {
  let path: String
  /// The line on which the first record begins.
  let firstLine: Int
  let textChoice: ColumnChoice?
  let labelChoice: ColumnChoice?

  /// - Parameter records: the first records, the header among them if there is one.
  func layout(ofDelimited records: [[String]]) throws(DataError) -> TableLayout {
    guard let first = records.first else { throw .emptyFile(path) }
    guard first.count > 1 else { throw .wrongColumnCount(path, line: firstLine, found: first.count, expected: 2) }
    let width = first.count
    let body = records.dropFirst().filter { $0.count == width }
    let hasHeader = hasHeader(first, body: body)
    let names = hasHeader ? first.map(trimmed) : nil
    let rows = hasHeader ? body : [first] + body
    return try layout(names: names, width: width, rows: rows, isHeaderGuessed: true)
  }

  /// - Parameters:
  ///   - names: the member names of the first object.
  ///   - rows: the values of the first objects in the order of `names`, empty where they are no text.
  func layout(ofObjects names: [String], rows: [[String]]) throws(DataError) -> TableLayout {
    for case .number(let number)? in [textChoice, labelChoice] { throw .columnNumberInJSON(path, number: number) }
    return try layout(names: names, width: names.count, rows: rows, isHeaderGuessed: false)
  }
}

// MARK: - The header
extension LayoutInference {
  /// A column chosen by name needs a header. Else the first row is one when it holds two usual names; when it holds one,
  /// which is no value of its column below; or when its label alone is not a number.
  private func hasHeader(_ first: [String], body: [[String]]) -> Bool {
    for case .name? in [textChoice, labelChoice] { return true }
    let found = [find(UsualNames.text, in: first).first, find(UsualNames.label, in: first).first].compactMap(\.self)
    if found.count == 2 { return true }
    if let column = found.first {
      return !body.contains { $0[column].lowercased() == first[column].lowercased() }
    }
    guard !body.isEmpty else { return false }
    let labelColumn: Int?
    if case .number(let number)? = labelChoice {
      labelColumn = number - 1
    } else {
      labelColumn = guessedLabel(width: first.count, rows: body, except: nil)
    }
    guard let labelColumn, first.indices.contains(labelColumn) else { return false }
    return ColumnStatistics(body.map { $0[labelColumn] }).isNumeric && Double(trimmed(first[labelColumn])) == nil
  }

  /// Columns whose name is in `usual`, likeliest first.
  private func find(_ usual: [String], in names: [String]) -> [Int] {
    let names = names.map { trimmed($0).lowercased() }
    return usual.compactMap { names.firstIndex(of: $0) }
  }
}

// MARK: - The columns
extension LayoutInference {
  private func layout(
    names: [String]?, width: Int, rows: [[String]], isHeaderGuessed: Bool
  ) throws(DataError) -> TableLayout {
    let shown = names ?? (1...max(1, width)).map { "\($0)" }
    var text = try textChoice.map { (choice) throws(DataError) in try resolve(choice, role: "text", names, width) }
    var label = try labelChoice.map { (choice) throws(DataError) in try resolve(choice, role: "label", names, width) }
    if let text, text == label { throw .sameColumn(path, column: shown[text]) }
    let namedTexts = find(UsualNames.text, in: names ?? []).filter { $0 != label }
    let namedLabels = find(UsualNames.label, in: names ?? []).filter { $0 != text }
    text = text ?? namedTexts.first { $0 != namedLabels.first }
    label = label ?? namedLabels.first { $0 != text } ?? guessedLabel(width: width, rows: rows, except: text)
    guard let label else { throw unclearLabel(shown, rows: rows, except: text) }
    let textColumn: Int
    if let text { textColumn = text } else { textColumn = try guessedText(shown, rows: rows, except: label) }
    let note = note(
      shown, text: textColumn, label: label, hasNames: names != nil, isHeaderGuessed: isHeaderGuessed,
      others: namedLabels.filter { $0 != label && $0 != textColumn })
    return TableLayout(
      textColumn: textColumn, labelColumn: label, hasHeader: isHeaderGuessed && names != nil, names: names,
      notes: [note].compactMap(\.self))
  }

  private func resolve(
    _ choice: ColumnChoice, role: String, _ names: [String]?, _ width: Int
  ) throws(DataError) -> Int {
    let shown = names ?? (1...max(1, width)).map { "\($0)" }
    var found: Int?
    switch choice {
    case .number(let number): found = number >= 1 && number <= width ? number - 1 : nil
    case .name(let name):
      found = names?.firstIndex(of: name) ?? names?.firstIndex { $0.lowercased() == name.lowercased() }
    }
    guard let found else {
      throw .noSuchColumn(path, line: firstLine, choice: choice.shown, role: role, columns: shown)
    }
    return found
  }

  /// The column of few different short values. Of two columns, the one that looks more like labels, the second when they
  /// look alike (`text TAB label` is the habit); of more, only one that stands alone.
  private func guessedLabel(width: Int, rows: [[String]], except text: Int?) -> Int? {
    let candidates = labelCandidates(width: width, rows: rows, except: text)
    if candidates.count == 1 { return candidates[0].column }
    guard width == 2, candidates.count == 2 else { return nil }
    return candidates[0].statistics.isMoreLikeLabels(than: candidates[1].statistics) ? 0 : 1
  }

  private func labelCandidates(
    width: Int, rows: [[String]], except text: Int?
  ) -> [(column: Int, statistics: ColumnStatistics)] {
    (0..<width).filter { $0 != text }
      .map { column in (column, ColumnStatistics(rows.map { $0[column] })) }
      .filter { $0.1.mayBeLabel && (width == 2 || $0.1.distinctCount > 1) }
  }

  private func unclearLabel(_ shown: [String], rows: [[String]], except text: Int?) -> DataError {
    let candidates = labelCandidates(width: shown.count, rows: rows, except: text)
    let reason =
      candidates.isEmpty
      ? "no column has few different short values" : "several have few different short values"
    return .unclearColumns(path, columns: shown, role: "label", reason: reason)
  }

  /// The longest column; of several, one twice as long as any other.
  private func guessedText(_ shown: [String], rows: [[String]], except label: Int) throws(DataError) -> Int {
    let lengths = shown.indices.filter { $0 != label }
      .map { column in (column: column, mean: ColumnStatistics(rows.map { $0[column] }).meanLength) }
      .sorted { $0.mean > $1.mean }
    guard let longest = lengths.first else {
      throw .unclearColumns(path, columns: shown, role: "text", reason: "there is no column beside the label")
    }
    if lengths.count > 1, longest.mean < 2 * lengths[1].mean {
      throw .unclearColumns(path, columns: shown, role: "text", reason: "none is by far the longest")
    }
    return longest.column
  }

  private func note(
    _ shown: [String], text: Int, label: Int, hasNames: Bool, isHeaderGuessed: Bool, others: [Int]
  ) -> String? {
    guard textChoice == nil || labelChoice == nil || isHeaderGuessed else { return nil }
    func column(_ index: Int) -> String { hasNames ? DataError.excerpt(shown[index]) : shown[index] }
    let header = !isHeaderGuessed ? "" : hasNames ? "the first row is a header; " : "no header; "
    var note = "\(path): \(header)column \(column(text)) is text, column \(column(label)) is label"
    if labelChoice == nil, !others.isEmpty {
      note += " (not \(others.map(column).joined(separator: ", ")); --label-column chooses)"
    }
    return note
  }
}
