import SerfImages
import SerfStorage

// All that can go wrong, so that the messages can be read as one text.

extension DataError {
  static func storage(_ cause: StorageError) -> DataError {
    // Its message names the path already.
    DataError(.storage, path: nil, cause.message, cause: cause)
  }
}

// MARK: - Whole files
extension DataError {
  static func emptyFile(_ path: String) -> DataError {
    DataError(.empty, path: path, "is empty; rows of a text and a label are expected")
  }

  static func headerAlone(_ path: String) -> DataError {
    DataError(.empty, path: path, "holds a header and no row")
  }

  static func noLabelAtAll(_ path: String, rows: Int) -> DataError {
    DataError(.empty, path: path, "has no row with a label; all \(rows) are unlabelled")
  }

  static func unclearFormat(_ path: String, line: Int, firstLine: String) -> DataError {
    DataError(
      .unclear, path: path, line: line,
      "found \(excerpt(firstLine)); expected columns with tabs (TSV) or commas (CSV) between, JSON objects, or "
        + "__label__ lines")
  }

  static func unclearColumns(_ path: String, columns: [String], role: String, reason: String) -> DataError {
    DataError(
      .unclear, path: path,
      "can't tell which column holds the \(role): \(reason) (columns: \(list(columns))); say --\(role)-column")
  }

  static func inconsistentQuotes(_ path: String, line: Int) -> DataError {
    DataError(
      .malformedRow, path: path, line: line,
      "a quotation mark that does not fit CSV quoting, which the lines before use; read it from a file and not from a "
        + "stream, so that all of it can be looked at first")
  }
}

// MARK: - Columns
extension DataError {
  static func noSuchColumn(_ path: String, line: Int, choice: String, role: String, columns: [String]) -> DataError {
    DataError(
      .noSuchColumn, path: path, line: line,
      "has no column \(choice) for the \(role); its columns are \(list(columns))")
  }

  static func sameColumn(_ path: String, column: String, roles: [String]) -> DataError {
    DataError(
      .noSuchColumn, path: path, "column \(column) can't be both the \(roles.joined(separator: " and the "))")
  }

  static func severalTextsInFastText(_ path: String, roles: [String]) -> DataError {
    DataError(
      .unclear, path: path,
      "has __label__ lines, which hold one text; columns for \(roles.joined(separator: ", ")) and label are expected")
  }

  static func columnsInFastText(_ path: String) -> DataError {
    DataError(
      .noSuchColumn, path: path, "has __label__ lines, which have no columns to choose; leave the column options out")
  }

  static func columnNumberInJSON(_ path: String, number: Int) -> DataError {
    DataError(
      .noSuchColumn, path: path, "holds JSON objects, whose members have names and no numbers; \(number) was asked for")
  }
}

// MARK: - Rows
extension DataError {
  static func wrongColumnCount(_ path: String, line: Int, found: Int, expected: Int) -> DataError {
    let hint = found > expected ? "; is a separator inside the text, which then needs quotation marks?" : ""
    return DataError(
      .malformedRow, path: path, line: line, "\(count(found, "column")) found where \(expected) are expected\(hint)")
  }

  static func emptyLabel(_ path: String, line: Int) -> DataError {
    DataError(.malformedRow, path: path, line: line, "the label is empty; each row needs one")
  }

  static func longLabel(_ path: String, line: Int, bytes: Int, limit: Int) -> DataError {
    DataError(
      .malformedRow, path: path, line: line,
      "the label is \(bytes) bytes long, which is more than \(limit); is it the text? Say --label-column")
  }

  static func missingPicture(_ path: String, line: Int, name: String, folder: String) -> DataError {
    DataError(
      .picture, path: path, line: line,
      name.isEmpty
        ? "the row has no picture; a file in \(folder) is expected"
        : "the picture \(excerpt(name)) is not in \(folder)")
  }

  static func unclosedQuote(_ path: String, line: Int) -> DataError {
    DataError(.malformedRow, path: path, line: line, "a field opens with a quotation mark that nothing closes")
  }

  static func textAfterQuote(_ path: String, line: Int) -> DataError {
    DataError(
      .malformedRow, path: path, line: line,
      "text after a closing quotation mark; expected a separator or the end of the line (a quotation mark inside a "
        + "quoted field is written twice)")
  }

  static func invalidUTF8(_ path: String, line: Int, column: Int) -> DataError {
    DataError(
      .invalidText, path: path, line: line,
      "byte \(column) is not UTF-8; convert the file, or say --lossy to replace such bytes")
  }

  static func looksLikeUTF16(_ path: String) -> DataError {
    DataError(.invalidText, path: path, line: 1, "is UTF-16; convert it to UTF-8, as with iconv -f UTF-16 -t UTF-8")
  }

  static func notJSON(_ path: String, line: Int, offset: Int, detail: String) -> DataError {
    DataError(
      .malformedRow, path: path, line: line,
      "is not JSON from byte \(offset + 1) on (\(detail)); one object a line is expected")
  }

  static func notAnObject(_ path: String, line: Int, found: String) -> DataError {
    DataError(.malformedRow, path: path, line: line, "found \(found); one JSON object a line is expected")
  }

  static func missingMember(_ path: String, line: Int, name: String) -> DataError {
    DataError(.malformedRow, path: path, line: line, "the object has no member \"\(name)\"")
  }

  static func wrongMember(_ path: String, line: Int, name: String, found: String, expected: String) -> DataError {
    DataError(.malformedRow, path: path, line: line, "\"\(name)\" is \(found); \(expected) is expected")
  }

  static func noFastTextLabel(_ path: String, line: Int, found: String) -> DataError {
    DataError(
      .malformedRow, path: path, line: line, "found \(excerpt(found)); a line starts with __label__ and the label")
  }

  static func severalFastTextLabels(_ path: String, line: Int) -> DataError {
    DataError(.malformedRow, path: path, line: line, "several __label__ marks; one label a text is expected")
  }
}

// MARK: - Labels
extension DataError {
  static func noRows(_ path: String?) -> DataError {
    DataError(.empty, path: path, "there is no row; a text and a label a row are expected")
  }

  static func oneClass(_ label: String, rows: Int, path: String?) -> DataError {
    DataError(
      .labels, path: path, "all \(rows) rows have the label \"\(label)\"; two different labels at least are expected")
  }

  static func tooManyClasses(_ found: Int, rows: Int, path: String?) -> DataError {
    DataError(
      .labels, path: path,
      "\(found) different labels in \(rows) rows; is the label column the right one? Say --label-column")
  }

  static func unknownLabels(
    _ unknown: [String], known: [String], suggestion: [(String, String)], path: String?
  ) -> DataError {
    let wayOut =
      suggestion.isEmpty
      ? "map them with --map-label OLD=NEW"
      : "try " + suggestion.map { mapOption($0.0, $0.1) }.joined(separator: " ")
    return DataError(
      .labels, path: path,
      "has \(unknown.count == 1 ? "the label" : "labels") \(list(unknown)) that the model does not know; it knows "
        + "\(list(known)); \(wayOut)")
  }

  static func malformedMapping(_ text: String) -> DataError {
    DataError(.malformedOption, path: nil, "\"\(text)\" is no label mapping; OLD=NEW is expected, as in 0=negative")
  }

  static func repeatedMapping(_ old: String) -> DataError {
    DataError(.malformedOption, path: nil, "the label \"\(old)\" is mapped twice, to different labels")
  }
}

// MARK: - Sentence pairs
extension DataError {
  static func noPairs(_ name: String) -> DataError {
    DataError(.empty, path: name, "holds no sentence pair")
  }

  static func tooLargeForAPipe(_ path: String, limit: Int) -> DataError {
    DataError(
      .unclear, path: path,
      "is no file that can be read twice, which training text of over \(limit >> 20) MiB must be; write it to a file first"
    )
  }

  static func changed(_ name: String, pairs: Int, before: Int) -> DataError {
    DataError(
      .malformedRow, path: name,
      "has \(pairs) training pairs where it had \(before) a moment ago; leave it alone while training begins")
  }

  static func differentLineCounts(
    source: String, _ sourceCount: Int, target: String, _ targetCount: Int
  ) -> DataError {
    DataError(
      .malformedRow, path: nil,
      "\(source) has \(count(sourceCount, "line")) and \(target) \(targetCount); parallel files have as many, line by line "
        + "translations of each other")
  }

  static func notAPair(_ path: String, line: Int, columns: Int) -> DataError {
    DataError(
      .malformedRow, path: path, line: line,
      "\(count(columns, "column")) found where 2 are expected: a sentence, a tab and its translation")
  }
}

// MARK: - Word vectors
extension DataError {
  static func noVectors(_ path: String) -> DataError {
    DataError(.wordVectors, path: path, "holds no vector; lines of a word and its numbers are expected")
  }

  static func notVectors(_ path: String, line: Int) -> DataError {
    DataError(
      .wordVectors, path: path, line: line,
      "is not a word and its numbers; GloVe, word2vec (text) or fastText (.vec) is expected")
  }

  static func wrongDimension(_ path: String, line: Int, found: Int, expected: Int) -> DataError {
    DataError(
      .wordVectors, path: path, line: line, "\(count(found, "number")) found where \(expected) are expected")
  }

  static func dimensionMismatch(_ path: String, found: Int, wanted: Int) -> DataError {
    DataError(
      .wordVectors, path: path, line: 1,
      "its vectors have \(found) numbers; the model's embeddings are \(wanted) wide")
  }

  static func notANumber(_ path: String, line: Int, found: String) -> DataError {
    DataError(.wordVectors, path: path, line: line, "found \(excerpt(found)) where a finite number is expected")
  }
}

// MARK: - Pictures
extension DataError {
  static func picture(_ cause: PictureError) -> DataError {
    if let storage = cause.cause { return .storage(storage) }
    // Its message names the path already.
    return DataError(.picture, path: nil, cause.message)
  }

  static func shapeOfFeatures(_ path: String, _ shape: [Int]) -> DataError {
    DataError(.picture, path: path, "has the shape \(shape); an array of [numbers] or [patches, numbers] is expected")
  }

  static func infiniteFeatures(_ path: String) -> DataError {
    DataError(.picture, path: path, "has a number that is not finite, or too large for single precision")
  }

  static func otherFeatures(_ path: String, found: [Int], expected: [Int]) -> DataError {
    DataError(.picture, path: path, "has [patches, numbers] \(found), where the others have \(expected)")
  }

  static func picturesAndFeatures(_ path: String, expectsFeatures: Bool) -> DataError {
    DataError(
      .picture, path: path,
      expectsFeatures
        ? "is a picture, where features (.npy, .safetensors) are expected"
        : "holds features, where a picture is expected")
  }

  static func tooManyPictures(_ number: Int, bytes: Int, limit: Int, areFeatures: Bool) -> DataError {
    let megabytes = (bytes >> 20, limit >> 20)
    let things = areFeatures ? count(number, "file") + " of features" : count(number, "picture")
    return DataError(
      .picture, path: nil,
      "\(things) would take \(megabytes.0) MB of memory; \(megabytes.1) is most: "
        + (areFeatures ? "fewer numbers a file take less" : "a smaller --image-size takes less"))
  }
}

// MARK: - Wording
extension DataError {
  /// The beginning of a text from a file, quoted, without anything that could disturb a terminal.
  static func excerpt(_ text: String) -> String {
    var shown = ""
    var length = 0
    for scalar in text.unicodeScalars {
      if length == 40 { return "\"\(shown)…\"" }
      shown += scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
      length += 1
    }
    return "\"\(shown)\""
  }

  /// The first few of a list, quoted.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map(excerpt).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// The option as it is typed. A value that begins with a dash has to hang on the option's own equals sign.
  static func mapOption(_ old: String, _ new: String) -> String {
    "--map-label" + (old.hasPrefix("-") ? "=" : " ") + shellWord("\(old)=\(new)")
  }

  /// Quoted for a shell when it has to be.
  private static func shellWord(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789=-_.".unicodeScalars.contains($0)
    }
    return isPlain
      ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
