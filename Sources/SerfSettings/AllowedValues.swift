/// Which values of its type a setting takes.
public enum AllowedValues: Hashable, Sendable {
  case anything
  case atLeast(Double)
  /// Above the bound, which is itself refused.
  case above(Double)
  /// Both ends are allowed.
  case within(Double, through: Double)
  /// The first end is allowed, the second is not.
  case from(Double, below: Double)
  case choices([String])

  /// An absent value is always allowed: only optional settings can have it.
  func contain(_ scalar: SettingScalar) -> Bool {
    switch scalar {
    case .absent, .flag: true
    case .integer(let value): contain(Double(value))
    case .number(let value): contain(value)
    case .text(let value): contain(value)
    case .texts(let values): values.allSatisfy(contain)
    }
  }

  private func contain(_ number: Double) -> Bool {
    switch self {
    case .anything, .choices: true
    case .atLeast(let lowest): number >= lowest
    case .above(let bound): number > bound
    case .within(let lowest, through: let highest): number >= lowest && number <= highest
    case .from(let lowest, below: let bound): number >= lowest && number < bound
    }
  }

  private func contain(_ text: String) -> Bool {
    guard case .choices(let names) = self else { return true }
    return names.contains(text)
  }

  /// What a message and the help say after the type: "above 0", "0 or more and below 1"; `nil` when all goes.
  var clause: String? {
    func digits(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? String(bound) }
    return switch self {
    case .anything: nil
    case .atLeast(let lowest): "of \(digits(lowest)) or more"
    case .above(let bound): "above \(digits(bound))"
    case .within(let lowest, through: let highest): "from \(digits(lowest)) to \(digits(highest))"
    case .from(let lowest, below: let bound): "from \(digits(lowest)) to below \(digits(bound))"
    case .choices(let names): "one of " + names.joined(separator: ", ")
    }
  }
}
