internal import SerfSettings

/// A cell without its seed: what it says of the varied settings.
public struct Configuration: Hashable, Sendable {
  /// In the order of the specification.
  public let values: [NamedValue]

  public init(_ values: [NamedValue]) { self.values = values }

  /// The name in the store: `activation=serf layers=3`.
  public var key: String { values.map { "\($0.name)=\($0.value.text)" }.joined(separator: " ") }

  /// As a row of a table says it: the values alone, where each setting stands in every row.
  public var label: String { values.map(\.value.text).joined(separator: ", ") }

  subscript(name: String) -> SettingScalar? { values.first { $0.name == name }?.value }

  /// The configuration with some values replaced.
  func replacing(_ others: [NamedValue]) -> Configuration {
    Configuration(values.map { pair in others.first { $0.name == pair.name } ?? pair })
  }
}
