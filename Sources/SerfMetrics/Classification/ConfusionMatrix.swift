/// How often each class was taken for each other.
///
/// With C labels it is a [C, C] table of counts: row = the correct class, column = the predicted one. Everything that
/// ``ClassificationScores`` says is computed from it, so two tables can be added and scored once.
/// - Invariant: `counts` has C × C entries, none negative.
public struct ConfusionMatrix: Hashable, Sendable {
  /// The name of each class; a class number is an index into it.
  public let labels: [String]
  /// Counts, row after row.
  private var counts: [Int]

  /// A table of zeros.
  public init(labels: [String]) {
    self.labels = labels
    counts = [Int](repeating: 0, count: labels.count * labels.count)
  }

  /// Counts paired answers.
  /// - Parameters:
  ///   - gold: the correct class number of each example.
  ///   - predicted: the predicted class number of each example, in the same order.
  /// - Throws: ``MetricsError`` when the lists differ in length or a number is no class.
  public init(labels: [String], gold: some Collection<Int>, predicted: some Collection<Int>) throws(MetricsError) {
    self.init(labels: labels)
    guard gold.count == predicted.count else {
      throw .lengthMismatch(gold: gold.count, predicted: predicted.count)
    }
    let classes = 0..<labels.count
    for (index, (correct, guess)) in zip(gold, predicted).enumerated() {
      for number in [correct, guess] where !classes.contains(number) {
        throw .unknownClass(number, at: index, classCount: labels.count)
      }
      add(gold: correct, predicted: guess)
    }
  }
}

// MARK: - Counting
extension ConfusionMatrix {
  /// Counts one example. Both numbers are the caller's own, so one outside the labels traps.
  public mutating func add(gold: Int, predicted: Int) {
    counts[offset(gold, predicted)] += 1
  }

  /// Adds the counts of another table over the same labels.
  public mutating func add(_ other: ConfusionMatrix) {
    precondition(labels == other.labels, "tables over \(labels) and \(other.labels) cannot be added")
    for index in counts.indices { counts[index] += other.counts[index] }
  }

  /// How many examples of class `gold` were taken for class `predicted`.
  public subscript(gold gold: Int, predicted predicted: Int) -> Int { counts[offset(gold, predicted)] }

  private func offset(_ gold: Int, _ predicted: Int) -> Int {
    precondition(
      labels.indices.contains(gold) && labels.indices.contains(predicted),
      "class \(gold) or \(predicted) is outside \(labels.count) labels")
    return gold * labels.count + predicted
  }
}

// MARK: - Sums
extension ConfusionMatrix {
  /// How many examples were counted.
  public var total: Int { counts.reduce(0, +) }

  /// How many were predicted right: the diagonal.
  public var correct: Int { labels.indices.reduce(0) { $0 + self[gold: $1, predicted: $1] } }

  /// How many examples belong to class `index`.
  public func support(of index: Int) -> Int {
    labels.indices.reduce(0) { $0 + self[gold: index, predicted: $1] }
  }

  /// How many examples were taken for class `index`.
  public func predictedCount(of index: Int) -> Int {
    labels.indices.reduce(0) { $0 + self[gold: $1, predicted: index] }
  }

  /// The table as rows, for printing.
  public var rows: [[Int]] {
    labels.indices.map { gold in labels.indices.map { self[gold: gold, predicted: $0] } }
  }
}

// MARK: - Codable: {"labels": [...], "rows": [[...], ...]}
extension ConfusionMatrix: Codable {
  private enum CodingKeys: String, CodingKey { case labels, rows }

  /// No test set is larger, and a thousand classes' worth of such counts still adds up without overflow.
  private static let largestStoredCount = 1 << 40

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(labels, forKey: .labels)
    try container.encode(rows, forKey: .rows)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let labels = try container.decode([String].self, forKey: .labels)
    let rows = try container.decode([[Int]].self, forKey: .rows)
    let isSquare = rows.count == labels.count && rows.allSatisfy { $0.count == labels.count }
    guard isSquare, rows.joined().allSatisfy({ 0...Self.largestStoredCount ~= $0 }) else {
      throw MetricsError.malformedTable(rows: rows.count, labels: labels.count)
    }
    self.init(labels: labels)
    counts = rows.flatMap(\.self)
  }
}
