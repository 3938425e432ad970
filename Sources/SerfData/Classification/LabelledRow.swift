/// A row to learn from: one text or several, and the class that they belong to.
///
/// Readers, splits and label sets work for any such row; what a task's rows are is one type: ``LabelledText``,
/// ``LabelledPair``.
public protocol LabelledRow: Hashable, Sendable {
  /// What its texts are, in the order of ``texts``.
  static var roles: [TextRole] { get }
  /// Header names that mean the label, likeliest first, in lower case.
  static var usualLabelNames: [String] { get }
  /// What its pictures are, in the order of ``pictures``; none for most rows.
  static var pictureRoles: [TextRole] { get }
  /// What stands in place of a label that nobody gave; such rows are skipped and counted, as those whose label is empty or
  /// null. Nil where every row needs a label.
  static var missingLabel: String? { get }
  /// A label that stands for none where all others, and each of them, are those that follow; nil where every label counts.
  static var missingNumber: (label: String, beside: Set<String>)? { get }

  var texts: [String] { get }
  /// The paths of its pictures; none where they are not read.
  var pictures: [String] { get }
  var label: String { get }

  /// - Parameters:
  ///   - texts: one a role.
  ///   - pictures: one a picture role, or none.
  init(texts: [String], pictures: [String], label: String)
}

extension LabelledRow {
  public static var pictureRoles: [TextRole] { [] }

  public static var missingNumber: (label: String, beside: Set<String>)? { nil }

  public var pictures: [String] { [] }
}

/// What a text, or a picture, is in its row.
public struct TextRole: Hashable, Sendable {
  /// As options and messages call it: `premise` of `--premise-column`.
  public let name: String
  /// Header names that are found on their own, likeliest first, in lower case.
  public let usualNames: [String]

  public init(_ name: String, usualNames: [String]) { (self.name, self.usualNames) = (name, usualNames) }
}
