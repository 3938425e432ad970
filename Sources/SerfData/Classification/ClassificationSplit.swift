internal import SeededDraws

/// Which rows train, which choose the best model, and which test it.
///
/// Each holds row numbers in rising order, so the rows keep the order of the file.
public struct ClassificationSplit: Hashable, Sendable {
  public let train: [Int]
  public let dev: [Int]
  public let test: [Int]

  /// Deals rows by label and by seed: a tenth of each label (rounded, and at least one of three rows or more) to each part
  /// that is asked for, the rest to training.
  ///
  /// Which row goes where depends on the seed, on how many rows each label has, and on the order of the rows; not on what
  /// the labels are called. The test rows are the same whether or not a dev part is taken.
  /// - Parameters:
  ///   - labels: the label of each row.
  ///   - dev: take a dev part.
  ///   - test: take a test part.
  public init(labels: [String], dev: Bool = true, test: Bool = true, seed: UInt64) {
    var rowsOfClass: [[Int]] = []
    var classes: [String: Int] = [:]
    for (row, label) in labels.enumerated() {
      let number = classes[label] ?? rowsOfClass.count
      if number == rowsOfClass.count {
        classes[label] = number
        rowsOfClass.append([])
      }
      rowsOfClass[number].append(row)
    }
    var parts: (train: [Int], dev: [Int], test: [Int]) = ([], [], [])
    var random = SplitMix64(seed: seed)
    for var rows in rowsOfClass {
      random.shuffle(&rows)
      let tenth = rows.count < 3 ? 0 : max(1, (rows.count + 5) / 10)
      let testRows = test ? rows.prefix(tenth) : []
      let devRows = dev ? rows.dropFirst(tenth).prefix(tenth) : []
      parts.test += testRows
      parts.dev += devRows
      parts.train += Set(rows).subtracting(testRows).subtracting(devRows)
    }
    self.train = parts.train.sorted()
    self.dev = parts.dev.sorted()
    self.test = parts.test.sorted()
  }

  /// Deals rows by their labels.
  public init(of rows: [some LabelledRow], dev: Bool = true, test: Bool = true, seed: UInt64) {
    self.init(labels: rows.map(\.label), dev: dev, test: test, seed: seed)
  }
}
