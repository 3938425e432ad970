/// Which columns are the texts and which the label, and whether the first row is a header.
struct TableLayout: Hashable, Sendable {
  /// One a role of the rows, in its order.
  let textColumns: [Int]
  /// One a role of the rows' pictures, in its order; none where they are left alone.
  let pictureColumns: [Int]
  let labelColumn: Int
  let hasHeader: Bool
  /// Names of the columns, where they have some.
  let names: [String]?
  /// One sentence on everything that was guessed.
  let notes: [String]
}

/// Works out a ``TableLayout`` from the first rows and what the user chose.
struct LayoutInference {
  let path: String
  /// The line on which the first record begins.
  let firstLine: Int
  let roles: [TextRole]
  /// Header names that mean the label, likeliest first.
  let labelNames: [String]
  /// One a role.
  let textChoices: [ColumnChoice?]
  /// None where pictures are left alone.
  let pictureRoles: [TextRole]
  /// One a picture role.
  let pictureChoices: [ColumnChoice?]
  let labelChoice: ColumnChoice?

  private var choices: [ColumnChoice?] { textChoices + pictureChoices + [labelChoice] }
  /// Columns that a file needs.
  private var neededCount: Int { roles.count + pictureRoles.count + 1 }

  /// - Parameter records: the first records, the header among them if there is one.
  func layout(ofDelimited records: [[String]]) throws(DataError) -> TableLayout {
    guard let first = records.first else { throw .emptyFile(path) }
    guard first.count >= neededCount else {
      throw .wrongColumnCount(path, line: firstLine, found: first.count, expected: neededCount)
    }
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
    for case .number(let number)? in choices { throw .columnNumberInJSON(path, number: number) }
    return try layout(names: names, width: names.count, rows: rows, isHeaderGuessed: false)
  }
}

// MARK: - The header
extension LayoutInference {
  /// A column chosen by name needs a header. Else the first row is one when it holds two usual names; when it holds one,
  /// which is no value of its column below; when its label alone is not a number; or when its label alone stands once, and
  /// no cell of it has a blank.
  private func hasHeader(_ first: [String], body: [[String]]) -> Bool {
    for case .name? in choices { return true }
    let found = ((roles + pictureRoles).map(\.usualNames) + [labelNames]).compactMap { find($0, in: first).first }
    if found.count > 1 { return true }
    if let column = found.first {
      return !body.contains { $0[column].lowercased() == first[column].lowercased() }
    }
    guard !body.isEmpty else { return false }
    let labelColumn: Int?
    if case .number(let number)? = labelChoice {
      labelColumn = number - 1
    } else {
      let taken = (textChoices + pictureChoices).compactMap { $0?.index }
      labelColumn = guessedLabel(width: first.count, rows: body, except: taken)
    }
    guard let labelColumn, first.indices.contains(labelColumn) else { return false }
    let labels = body.map { trimmed($0[labelColumn]) }
    return ColumnStatistics(labels).isNumeric && Double(trimmed(first[labelColumn])) == nil
      || standsApart(first, label: trimmed(first[labelColumn]), from: labels)
  }

  /// Whether a first row of single words has a label that no other row has, while all other labels, two or more, repeat:
  /// it holds unusual names, and no text.
  private func standsApart(_ first: [String], label: String, from labels: [String]) -> Bool {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    return counts.count > 1 && counts.values.allSatisfy { $0 > 1 } && counts[label] == nil
      && first.allSatisfy { !trimmed($0).isEmpty && !trimmed($0).contains(" ") }
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
    var texts: [Int?] = []
    for (role, choice) in zip(roles, textChoices) {
      texts.append(try choice.map { (choice) throws(DataError) in try resolve(choice, role: role.name, names, width) })
    }
    let pictures = try pictureColumns(names, width)
    var label = try labelChoice.map { (choice) throws(DataError) in try resolve(choice, role: "label", names, width) }
    try requireDistinct(texts + pictures + [label], shown)
    let namedLabels = find(labelNames, in: names ?? []).filter { !texts.contains($0) && !pictures.contains($0) }
    for (index, role) in roles.enumerated() where texts[index] == nil {
      texts[index] = find(role.usualNames, in: names ?? []).first {
        $0 != label && $0 != namedLabels.first && !texts.contains($0) && !pictures.contains($0)
      }
    }
    let taken = texts.compactMap(\.self) + pictures
    label = label ?? namedLabels.first { !taken.contains($0) } ?? guessedLabel(width: width, rows: rows, except: taken)
    guard let label else { throw unclearLabel(shown, rows: rows, except: taken) }
    let textColumns = try filled(texts, shown, rows: rows, label: label, pictures: pictures)
    let note = note(
      shown, texts: textColumns + pictures, label: label, hasNames: names != nil, isHeaderGuessed: isHeaderGuessed,
      others: namedLabels.filter { $0 != label && !textColumns.contains($0) })
    return TableLayout(
      textColumns: textColumns, pictureColumns: pictures, labelColumn: label,
      hasHeader: isHeaderGuessed && names != nil, names: names,
      notes: [note].compactMap(\.self))
  }

  /// A column of file names looks like no other, so it is chosen, or has a usual name.
  private func pictureColumns(_ names: [String]?, _ width: Int) throws(DataError) -> [Int] {
    var columns: [Int] = []
    for (role, choice) in zip(pictureRoles, pictureChoices) {
      if let choice {
        columns.append(try resolve(choice, role: role.name, names, width))
      } else if let column = find(role.usualNames, in: names ?? []).first(where: { !columns.contains($0) }) {
        columns.append(column)
      } else {
        throw .unclearColumns(
          path, columns: names ?? (1...max(1, width)).map { "\($0)" }, role: role.name,
          reason: "none has a usual name, as \(role.usualNames.prefix(3).joined(separator: ", "))")
      }
    }
    return columns
  }

  /// No column that was chosen may have two roles.
  private func requireDistinct(_ columns: [Int?], _ shown: [String]) throws(DataError) {
    let names = (roles + pictureRoles).map(\.name) + ["label"]
    for (place, column) in columns.enumerated() {
      guard let column, let first = columns.firstIndex(of: column), first != place else { continue }
      throw .sameColumn(path, column: shown[column], roles: [names[first], names[place]])
    }
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

  /// The column of few different short values. Of as many columns as are needed, the one that looks more like labels, the
  /// last of those that look alike (`text TAB label` is the habit); of more, only one that stands alone.
  private func guessedLabel(width: Int, rows: [[String]], except texts: [Int]) -> Int? {
    let candidates = labelCandidates(width: width, rows: rows, except: texts)
    if candidates.count == 1 { return candidates[0].column }
    guard width == neededCount, var best = candidates.last else { return nil }
    for candidate in candidates.dropLast().reversed()
    where candidate.statistics.isMoreLikeLabels(than: best.statistics) { best = candidate }
    return best.column
  }

  private func labelCandidates(
    width: Int, rows: [[String]], except texts: [Int]
  ) -> [(column: Int, statistics: ColumnStatistics)] {
    (0..<width).filter { !texts.contains($0) }
      .map { column in (column, ColumnStatistics(rows.map { $0[column] })) }
      .filter { $0.1.mayBeLabel && (width == neededCount || $0.1.distinctCount > 1) }
  }

  private func unclearLabel(_ shown: [String], rows: [[String]], except texts: [Int]) -> DataError {
    let candidates = labelCandidates(width: shown.count, rows: rows, except: texts)
    let reason =
      candidates.isEmpty
      ? "no column has few different short values" : "several have few different short values"
    return .unclearColumns(path, columns: shown, role: "label", reason: reason)
  }

  /// The columns of all roles: those that neither a choice nor a name gave are told by what is left.
  private func filled(
    _ texts: [Int?], _ shown: [String], rows: [[String]], label: Int, pictures: [Int]
  ) throws(DataError) -> [Int] {
    guard let missing = texts.firstIndex(of: nil) else { return texts.compactMap(\.self) }
    if roles.count == 1 { return [try guessedText(shown, rows: rows, except: label)] }
    var free = shown.indices.filter { $0 != label && !texts.contains($0) && !pictures.contains($0) }[...]
    guard free.count == texts.count(where: { $0 == nil }) else {
      let usual = roles[missing].usualNames.prefix(3).joined(separator: ", ")
      throw .unclearColumns(
        path, columns: shown, role: roles[missing].name, reason: "none has a usual name, as \(usual)")
    }
    return texts.map { $0 ?? free.removeFirst() }
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
    _ shown: [String], texts: [Int], label: Int, hasNames: Bool, isHeaderGuessed: Bool, others: [Int]
  ) -> String? {
    guard choices.contains(nil) || isHeaderGuessed else { return nil }
    func column(_ index: Int) -> String { hasNames ? DataError.excerpt(shown[index]) : shown[index] }
    let header = !isHeaderGuessed ? "" : hasNames ? "the first row is a header; " : "no header; "
    let columns = zip(texts + [label], (roles + pictureRoles).map(\.name) + ["label"]).map {
      "column \(column($0)) is \($1)"
    }
    var note = "\(path): \(header)\(columns.joined(separator: ", "))"
    if labelChoice == nil, !others.isEmpty {
      note += " (not \(others.map(column).joined(separator: ", ")); --label-column chooses)"
    }
    return note
  }
}
