/// One thing that a user can choose, declared once: from here it reaches the option, the YAML key, the saved
/// `settings.yaml`, the log and an experiment's axis.
public struct Setting<Value: SettingValue>: AnySetting {
  /// The name in options, files and logs, in lower case with hyphens: `learning-rate`.
  public let name: String

  /// The value where nobody says another and the architecture has no default of its own.
  public let standard: Value

  public let allowed: AllowedValues

  /// One line for `--help`, without a full stop.
  public let help: String

  /// What the value is, in one word of the help: `--layers <count>`.
  public let placeholder: String

  /// Whether `settings.yaml` in a model folder has it. Where the work is done (`workers`, `model`) is no part of a run.
  public let isSaved: Bool

  public init(
    _ name: String, standard: Value, allowed: AllowedValues = .anything, help: String, placeholder: String? = nil,
    isSaved: Bool = true
  ) {
    self.name = name
    self.standard = standard
    self.allowed = allowed
    self.help = help
    self.isSaved = isSaved
    if case .choices(let names) = allowed {
      self.placeholder = placeholder ?? (names.count <= 4 ? names.joined(separator: "|") : "name")
    } else {
      self.placeholder = placeholder ?? Value.placeholder
    }
    precondition(allowed.contain(standard.scalar), "the standard value of \(name) is not allowed: \(standard)")
  }
}

/// A setting of any type, as lists, files and options walk over them.
public protocol AnySetting: Sendable {
  var name: String { get }
  var help: String { get }
  var placeholder: String { get }
  var allowed: AllowedValues { get }
  var isSaved: Bool { get }
  var standardScalar: SettingScalar { get }

  /// Type and range in words: "a number above 0".
  var expectation: String { get }

  /// The value that a text gives.
  /// - Throws: `SettingError` with code `wrongType` or `notAllowed`.
  func scalar(reading text: String) throws(SettingError) -> SettingScalar

  /// The value itself, when its type is the setting's and the range holds it.
  /// - Throws: `SettingError` with code `wrongType` or `notAllowed`.
  func checked(_ scalar: SettingScalar) throws(SettingError) -> SettingScalar
}

extension Setting {
  public var standardScalar: SettingScalar { standard.scalar }

  public var expectation: String {
    guard let clause = allowed.clause else { return Value.expectation }
    if case .choices = allowed { return clause }
    let isOptional = Value(scalar: .absent) != nil
    let type = isOptional ? String(Value.expectation.dropLast(" or none".count)) : Value.expectation
    return "\(type) \(clause)" + (isOptional ? ", or none" : "")
  }

  public func scalar(reading text: String) throws(SettingError) -> SettingScalar {
    guard let value = Value.read(text) else { throw .wrongType(self, found: text) }
    guard allowed.contain(value.scalar) else { throw .notAllowed(self, found: text) }
    return value.scalar
  }

  public func checked(_ scalar: SettingScalar) throws(SettingError) -> SettingScalar {
    guard Value(scalar: scalar) != nil else { throw .wrongType(self, found: scalar.text) }
    guard allowed.contain(scalar) else { throw .notAllowed(self, found: scalar.text) }
    return scalar
  }
}
