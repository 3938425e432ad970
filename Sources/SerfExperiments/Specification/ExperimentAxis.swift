public import SerfSettings

/// A setting's name and a value for it.
public struct NamedValue: Hashable, Sendable {
  public let name: String
  public let value: SettingScalar

  public init(_ name: String, _ value: SettingScalar) { (self.name, self.value) = (name, value) }

  /// As a person reads it in a table: `layers 3`.
  var text: String { "\(name) \(value.text)" }
}

/// What an experiment varies, and over which values.
public struct ExperimentAxis: Hashable, Sendable {
  /// A setting's name.
  public let name: String
  public let values: [SettingScalar]
}
