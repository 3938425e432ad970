extension SettingError {
  static func unknownName(_ name: String, nearest: String?) -> SettingError {
    let wayOut = nearest.map { "did you mean '\($0)'?" } ?? "--help lists the settings"
    return SettingError(.unknownName, "there is no setting '\(shortened(name))'; \(wayOut)")
  }

  static func wrongType(_ setting: some AnySetting, found: String) -> SettingError {
    SettingError(.wrongType, "\(setting.name) is '\(shortened(found))'; expected \(setting.expectation)")
  }

  static func notAllowed(_ setting: some AnySetting, found: String) -> SettingError {
    var reason = "\(setting.name) is '\(shortened(found))'; expected \(setting.expectation)"
    if case .choices(let names) = setting.allowed, let nearest = NearestName.find(found, among: names) {
      reason += "; did you mean '\(nearest)'?"
    }
    return SettingError(.notAllowed, reason)
  }

  static func noEqualsSign(_ assignment: String) -> SettingError {
    SettingError(
      .malformed, "'\(shortened(assignment))' is no assignment; expected name=value, as in learning-rate=0.001")
  }

  static func notYAML(_ problem: String) -> SettingError {
    SettingError(.malformed, "this is not YAML: \(problem)")
  }

  static func notAMapping(found: String) -> SettingError {
    SettingError(.malformed, "expected lines of 'name: value', found \(found)")
  }

  static func notAScalar(name: String, found: String) -> SettingError {
    SettingError(.malformed, "\(shortened(name)) holds \(found); expected one value")
  }

  static func repeated(name: String) -> SettingError {
    SettingError(.malformed, "\(shortened(name)) stands here and again further down; expected each name once")
  }

  /// A message is a line or two, whatever was in the file.
  private static func shortened(_ text: String) -> String {
    let oneLine = text.prefix(61).map { $0.isNewline ? " " : $0 }
    return oneLine.count > 60 ? String(oneLine.prefix(59)) + "…" : String(oneLine)
  }
}
