/// The value of a setting with its type set aside: what a layer stores and a file writes.
public enum SettingScalar: Hashable, Sendable {
  /// Not set: an optional setting without a value.
  case absent
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case text(String)
  case texts([String])
}

extension SettingScalar {
  /// What a user would type to give this value; read back by the setting it came from to the same bits.
  public var text: String {
    switch self {
    case .absent: "none"
    case .integer(let value): String(value)
    case .number(let value): Self.digits(of: value)
    case .flag(let value): value ? "true" : "false"
    case .text(let value): value
    case .texts(let values): values.isEmpty ? "none" : values.joined(separator: ",")
    }
  }

  /// The shortest digits that read back to the same double, as every reader of YAML takes for a number: YAML 1.1 holds
  /// `1e-08` to be a text, `1.0e-08` a number.
  static func digits(of value: Double) -> String {
    let shortest = String(value)
    guard let exponent = shortest.firstIndex(of: "e"), !shortest.contains(".") else { return shortest }
    return shortest[..<exponent] + ".0" + shortest[exponent...]
  }
}
