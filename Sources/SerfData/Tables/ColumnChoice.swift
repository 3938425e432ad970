/// Which column the user wants.
public enum ColumnChoice: Hashable, Sendable {
  /// By header name, or member name of a JSON object; upper and lower case count alike when no name fits exactly.
  case name(String)
  /// By place, from 1.
  case number(Int)

  /// As typed: a whole number from 1 is a place, anything else a name.
  public init(_ text: String) {
    if let number = Int(text), number >= 1 { self = .number(number) } else { self = .name(text) }
  }

  /// The place from 0; nil for a name.
  var index: Int? { if case .number(let number) = self { number - 1 } else { nil } }

  var shown: String {
    switch self {
    case .name(let name): DataError.excerpt(name)
    case .number(let number): "\(number)"
    }
  }
}
