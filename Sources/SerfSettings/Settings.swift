/// The values of a task's settings, in three layers: what was said wins over the architecture's defaults, and these over
/// the declared standards.
///
/// Layers that a user speaks through (`--config`, `--set`, options) are applied in that order, so that the later wins.
/// Defaults may be put under them at any time: the architecture, which decides about defaults, is itself a setting.
public struct Settings: Sendable {
  public let list: SettingList

  /// What was said, by name.
  private var said: [String: SettingScalar] = [:]

  /// What the architecture prefers, by name.
  private var preferred: [String: SettingScalar] = [:]

  public init(_ list: SettingList) { self.list = list }
}

// MARK: - Reading
extension Settings {
  /// The value in force. A setting outside of the list has its standard value.
  ///
  /// Writing says a value; one that the setting does not allow is a bug of the caller and traps: values from outside go
  /// through ``set(_:_:)``.
  public subscript<Value>(setting: Setting<Value>) -> Value {
    get {
      guard let scalar = said[setting.name] ?? preferred[setting.name] else { return setting.standard }
      guard let value = Value(scalar: scalar) else {
        preconditionFailure("\(setting.name) is \(scalar), which is no \(Value.self)")
      }
      return value
    }
    set {
      precondition(setting.allowed.contain(newValue.scalar), "\(setting.name) can't be \(newValue)")
      precondition(list.names.contains(setting.name), "\(setting.name) is not in the list")
      said[setting.name] = newValue.scalar
    }
  }

  /// The value in force of any setting of the list.
  public func scalar(of setting: some AnySetting) -> SettingScalar {
    said[setting.name] ?? preferred[setting.name] ?? setting.standardScalar
  }

  /// Whether a user said a value, be it the standard one.
  public func isSaid(_ setting: some AnySetting) -> Bool { said[setting.name] != nil }

  /// Whether a user said another value than the one that would be in force without.
  public func saysOtherwise(_ setting: some AnySetting) -> Bool {
    said[setting.name].map { $0 != preferred[setting.name] ?? setting.standardScalar } ?? false
  }
}

// MARK: - Layers
extension Settings {
  /// Says the value of a setting, as typed.
  /// - Throws: `SettingError` for an unknown name (with the nearest suggested), a wrong type or a value out of range.
  public mutating func set(_ name: String, _ text: String) throws(SettingError) {
    let setting = try list.setting(named: name)
    said[name] = try setting.scalar(reading: text)
  }

  /// Says the value of a setting, already typed.
  public mutating func set(_ name: String, _ scalar: SettingScalar) throws(SettingError) {
    let setting = try list.setting(named: name)
    said[name] = try setting.checked(scalar)
  }

  /// Says a value in the form `name=value`, as `--set` has it.
  public mutating func set(assignment: String) throws(SettingError) {
    guard let equals = assignment.firstIndex(of: "=") else { throw .noEqualsSign(assignment) }
    let name = assignment[..<equals].trimmingBlanks()
    try set(name, assignment[assignment.index(after: equals)...].trimmingBlanks())
  }

  /// Puts defaults under everything that was said, in place of earlier ones.
  public mutating func prefer(_ defaults: [String: String]) throws(SettingError) {
    var scalars: [String: SettingScalar] = [:]
    for (name, text) in defaults {
      scalars[name] = try list.setting(named: name).scalar(reading: text)
    }
    preferred = scalars
  }

  /// Puts one more default under everything that was said, over the others.
  public mutating func prefer(_ name: String, _ text: String) throws(SettingError) {
    preferred[name] = try list.setting(named: name).scalar(reading: text)
  }
}

// MARK: - Comparison
extension Settings: Equatable {
  /// Equal when the values in force are, whichever layer they come from.
  public static func == (first: Settings, second: Settings) -> Bool {
    first.list.names == second.list.names && first.differences(from: second).isEmpty
  }

  /// The settings whose values in force are not the same, in declared order.
  public func differences(from other: Settings) -> [any AnySetting] {
    list.settings.filter { scalar(of: $0) != other.scalar(of: $0) }
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
