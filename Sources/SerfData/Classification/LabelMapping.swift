/// New names for labels, as `--map-label old=new` gives them; a label that is not mentioned keeps its name.
public struct LabelMapping: Hashable, Sendable {
  private let newNames: [String: String]

  /// Maps nothing.
  public init() {
    newNames = [:]
  }

  /// - Parameter texts: `OLD=NEW` each, split at the first equals sign.
  /// - Throws: ``DataError`` with the code `.malformedOption` when one is not of that form, or maps a label a second time and
  ///   otherwise.
  public init(_ texts: [String]) throws(DataError) {
    var newNames: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { trimmed(String($0)) }
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .malformedMapping(text) }
      guard newNames[parts[0]] ?? parts[1] == parts[1] else { throw .repeatedMapping(parts[0]) }
      newNames[parts[0]] = parts[1]
    }
    self.newNames = newNames
  }

  /// The name that a label gets.
  public func callAsFunction(_ label: String) -> String { newNames[label] ?? label }

  /// The labels that are renamed, sorted.
  public var oldNames: [String] { newNames.keys.sorted() }
}
