/// A row to learn from: one text or several, and the class that they belong to.
///
/// Readers, splits and label sets work for any such row; what a task's rows are is one type: ``LabelledText``,
/// ``LabelledPair``.
public protocol LabelledRow: Hashable, Sendable {
  /// What its texts are, in the order of ``texts``.
  static var roles: [TextRole] { get }
  /// Header names that mean the label, likeliest first, in lower case.
  static var usualLabelNames: [String] { get }
  /// What stands in place of a label that nobody gave; such rows are skipped and counted. Nil where every label counts.
  static var missingLabel: String? { get }

  var texts: [String] { get }
  var label: String { get }

  /// - Parameter texts: one a role.
  init(texts: [String], label: String)
}

/// What a text is in its row.
public struct TextRole: Hashable, Sendable {
  /// As options and messages call it: `premise` of `--premise-column`.
  public let name: String
  /// Header names that are found on their own, likeliest first, in lower case.
  public let usualNames: [String]

  public init(_ name: String, usualNames: [String]) { (self.name, self.usualNames) = (name, usualNames) }
}
