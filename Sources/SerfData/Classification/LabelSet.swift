/// The classes that a model tells apart; a class number is an index into `labels`.
public struct LabelSet: Hashable, Sendable {
  /// Numbers by value, then names by their bytes, so that the same data gives the same numbers.
  public let labels: [String]
  private let numbers: [String: Int]

  /// The labels as a model has stored them, in its order.
  public init(labels: [String]) {
    self.labels = labels
    numbers = Dictionary(
      zip(labels.indices.map { labels[$0] }, labels.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The labels of training rows.
  /// - Parameter path: the file that messages name.
  /// - Throws: ``DataError``: no row, one class alone, or so many that the column must be the wrong one (more than 20 and
  ///   than half the rows).
  public init(of rows: [some LabelledRow], path: String? = nil) throws(DataError) {
    let distinct = Set(rows.map(\.label))
    guard let some = rows.first else { throw .noRows(path) }
    guard distinct.count > 1 else { throw .oneClass(some.label, rows: rows.count, path: path) }
    guard distinct.count <= max(20, rows.count / 2) else {
      throw .tooManyClasses(distinct.count, rows: rows.count, path: path)
    }
    self.init(labels: Self.sorted(distinct))
  }

  static func sorted(_ labels: some Sequence<String>) -> [String] {
    labels.sorted { first, second in
      switch (Int(first), Int(second)) {
      case (let one?, let other?) where one != other: one < other
      case (_?, nil): true
      case (nil, _?): false
      default: first.utf8.lexicographicallyPrecedes(second.utf8)
      }
    }
  }
}

// MARK: - Numbers
extension LabelSet {
  /// The class number of a label; nil when the model does not know it.
  public func number(of label: String) -> Int? { numbers[label] }

  /// The options that would give labels the names of these, as many and each one's; nil where it can't be told.
  package func mappingOptions(of given: [String]) -> String? {
    let unknown = given.filter { number(of: $0) == nil }
    let pairs = LabelSuggestion.mapping(from: unknown, given: given, to: labels)
    let targets = given.filter { number(of: $0) != nil } + pairs.map(\.1)
    guard !pairs.isEmpty, Set(targets).count == targets.count, targets.count == labels.count else { return nil }
    return pairs.map { DataError.mapOption($0.0, $0.1) }.joined(separator: " ")
  }

  /// The class numbers of rows.
  /// - Throws: ``DataError`` with the code `.labels` that names the unknown labels and the mapping that would fit.
  public func numbers(of rows: [some LabelledRow], path: String? = nil) throws(DataError) -> [Int] {
    let found = rows.map { number(of: $0.label) }
    if found.contains(nil) {
      let given = Self.sorted(Set(rows.map(\.label)))
      let unknown = given.filter { number(of: $0) == nil }
      throw .unknownLabels(
        unknown, known: labels, suggestion: LabelSuggestion.mapping(from: unknown, given: given, to: labels), path: path
      )
    }
    return found.compactMap(\.self)
  }
}
