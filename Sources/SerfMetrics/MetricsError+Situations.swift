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
