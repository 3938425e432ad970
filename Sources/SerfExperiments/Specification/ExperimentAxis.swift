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

extension [ExperimentAxis] {
  /// How many combinations there are, `Int.max` for more.
  var combinationCount: Int { reduce(1) { $0.timesOrMost($1.values.count) } }
}

extension Int {
  /// The product, or the largest number where that is larger.
  func timesOrMost(_ other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}
