/// A type that a setting's value can have: `Int`, `Double`, `Bool`, `String`, `[String]`, and optionals of the first
/// four (`nil`: not set).
public protocol SettingValue: Hashable, Sendable {
  /// What a message says was expected: "a whole number".
  static var expectation: String { get }

  /// The kind of value in one word, as the help shows it: `--layers <count>`.
  static var placeholder: String { get }

  /// The value that a user typed, or `nil` where the text is none of this type. The locale has no say.
  static func read(_ text: String) -> Self?

  init?(scalar: SettingScalar)

  var scalar: SettingScalar { get }
}

extension Int: SettingValue {
  public static var expectation: String { "a whole number" }
  public static var placeholder: String { "count" }
  public static func read(_ text: String) -> Int? { Int(text) }

  public init?(scalar: SettingScalar) {
    guard case .integer(let value) = scalar else { return nil }
    self = value
  }

  public var scalar: SettingScalar { .integer(self) }
}

extension Double: SettingValue {
  public static var expectation: String { "a number" }
  public static var placeholder: String { "number" }

  /// Infinity and NaN are numbers to the standard library, but to no setting.
  public static func read(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  public init?(scalar: SettingScalar) {
    guard case .number(let value) = scalar else { return nil }
    self = value
  }

  public var scalar: SettingScalar { .number(self) }
}

extension Bool: SettingValue {
  public static var expectation: String { "true or false" }
  public static var placeholder: String { "true|false" }

  public static func read(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on", "1": true
    case "false", "no", "off", "0": false
    default: nil
    }
  }

  public init?(scalar: SettingScalar) {
    guard case .flag(let value) = scalar else { return nil }
    self = value
  }

  public var scalar: SettingScalar { .flag(self) }
}

extension String: SettingValue {
  public static var expectation: String { "a text" }
  public static var placeholder: String { "text" }
  public static func read(_ text: String) -> String? { text.isEmpty ? nil : text }

  public init?(scalar: SettingScalar) {
    guard case .text(let value) = scalar else { return nil }
    self = value
  }

  public var scalar: SettingScalar { .text(self) }
}

/// A list of texts: typed with commas between, or as a sequence in YAML; `none` is the empty list.
extension [String]: SettingValue {
  public static var expectation: String { "texts with commas between" }
  public static var placeholder: String { "text" }

  public static func read(_ text: String) -> [String]? {
    if text == "none" || text.isEmpty { return [] }
    let items = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return items.contains("") ? nil : items
  }

  public init?(scalar: SettingScalar) {
    guard case .texts(let values) = scalar else { return nil }
    self = values
  }

  public var scalar: SettingScalar { .texts(self) }
}

extension Optional: SettingValue where Wrapped: SettingValue {
  public static var expectation: String { Wrapped.expectation + " or none" }
  public static var placeholder: String { Wrapped.placeholder }

  /// `none` unsets a number or a flag. For a text it may be a value with a meaning (`--test none`), so that only the
  /// empty text unsets it.
  public static func read(_ text: String) -> Wrapped?? {
    if text.isEmpty || (text == "none" && Wrapped.read(text) == nil) { return .some(nil) }
    return Wrapped.read(text).map(Optional.some)
  }

  public init?(scalar: SettingScalar) {
    if case .absent = scalar {
      self = nil
    } else if let value = Wrapped(scalar: scalar) {
      self = value
    } else {
      return nil
    }
  }

  public var scalar: SettingScalar { self?.scalar ?? .absent }
}
