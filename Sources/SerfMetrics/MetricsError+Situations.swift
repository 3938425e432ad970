extension MetricsError {
  static func lengthMismatch(gold: Int, predicted: Int) -> MetricsError {
    MetricsError(
      code: .lengthMismatch,
      message: "\(gold) correct answers but \(predicted) predictions; each example needs one of both")
  }

  static func unknownClass(_ number: Int, at index: Int, classCount: Int) -> MetricsError {
    MetricsError(
      code: .unknownClass,
      message: "example \(index + 1) has class number \(number); with \(classCount) labels it must be 0 to "
        + "\(classCount - 1)")
  }

  static func malformedTable(rows: Int, labels: Int) -> MetricsError {
    MetricsError(
      code: .malformedTable,
      message: "a confusion table of \(labels) labels needs \(labels) rows of \(labels) counts that are not negative; "
        + "found \(rows) rows that do not fit")
  }
}

// MARK: - Text metrics
extension MetricsError {
  static let noReferences = MetricsError(
    code: .nothingToScore, message: "there are no references; give at least one list of them")

  static let emptyCorpus = MetricsError(
    code: .nothingToScore, message: "there are no segments to score; expected at least one")

  static func noReference(segment: Int) -> MetricsError {
    MetricsError(
      code: .nothingToScore,
      message: "segment \(segment + 1) has no reference; each needs one in at least one of the lists")
  }

  static func referenceLengths(_ first: Int, _ other: Int, list: Int) -> MetricsError {
    MetricsError(
      code: .lengthMismatch,
      message:
        "reference list 1 has \(first) segments and list \(list + 1) has \(other); they must have the same number")
  }

  static func hypothesisCount(_ hypotheses: Int, references: Int) -> MetricsError {
    MetricsError(
      code: .lengthMismatch,
      message: "\(hypotheses) hypotheses but \(references) references; each segment needs one of both")
  }

  static func systemLengths(_ baseline: Int, _ system: Int) -> MetricsError {
    MetricsError(
      code: .lengthMismatch,
      message: "the baseline has \(baseline) segments and the system \(system); paired tests need the same segments")
  }

  static func outside(_ name: String, _ found: String, expected: String) -> MetricsError {
    MetricsError(code: .badSetting, message: "\(name) is \(found); expected \(expected)")
  }
}
