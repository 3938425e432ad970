internal import ArgumentParser
internal import SerfSettings

/// The value of a setting that was typed as an option, already checked.
struct GivenSetting: Sendable {
  let name: String
  let value: SettingScalar
}

/// Options that say settings.
protocol SettingOptions: ParsableArguments {
  /// What was typed, in any order; an option that was not typed says nothing.
  var given: [GivenSetting] { get }
}

// MARK: - Options made from declarations
extension Option where Value == GivenSetting? {
  /// An option whose name, help, default and check are those of the setting.
  /// - Parameters:
  ///   - task: whose architectures may have defaults of their own.
  ///   - help: in place of the setting's own, where a command means something else by it than training does.
  init<Task: TaskSettings, Kind: SettingValue>(_ setting: Setting<Kind>, of task: Task.Type, help: String? = nil) {
    self.init(
      name: .customLong(setting.name),
      help: ArgumentHelp(help ?? setting.optionHelp(in: task), valueName: setting.placeholder),
      completion: setting.completion
    ) { text in
      GivenSetting(name: setting.name, value: try setting.scalar(reading: text))
    }
  }
}

extension Option where Value == [String] {
  /// A repeatable option that says a list.
  init<Task: TaskSettings>(_ setting: Setting<[String]>, of task: Task.Type) {
    self.init(
      wrappedValue: [], name: .customLong(setting.name), parsing: .singleValue,
      help: ArgumentHelp(setting.optionHelp(in: task), valueName: setting.placeholder))
  }
}

extension Flag where Value == Bool? {
  /// A pair `--name` and `--no-name`.
  init<Task: TaskSettings>(_ setting: Setting<Bool>, of task: Task.Type) {
    self.init(
      name: .customLong(setting.name), inversion: .prefixedNo,
      help: ArgumentHelp(setting.optionHelp(in: task), valueName: setting.placeholder))
  }
}

extension GivenSetting {
  init?(_ setting: Setting<Bool>, _ value: Bool?) {
    guard let value else { return nil }
    self.init(name: setting.name, value: .flag(value))
  }

  init?(_ setting: Setting<[String]>, _ values: [String]) {
    guard !values.isEmpty else { return nil }
    self.init(name: setting.name, value: .texts(values))
  }
}

// MARK: - Help
extension AnySetting {
  /// The help of the declaration, with the choices and the default, or the default of each architecture.
  fileprivate func optionHelp<Task: TaskSettings>(in task: Task.Type) -> String {
    var text = help
    if case .choices(let names) = allowed, names.joined(separator: "|") != placeholder {
      text += ": " + names.joined(separator: ", ")
    }
    let preferred = task.defaults(of: self)
    let standard: String
    switch standardScalar {
    case _ where !preferred.isEmpty: standard = words(for: preferred, in: task)
    case .absent, .texts: return text + "."
    case .flag(let isOn): standard = isOn ? "on" : "off"
    default: standard = standardScalar.text
    }
    let others = task.variants.compactMap { variant in
      variant.defaults[name].flatMap { $0 == standard ? nil : "\(variant.condition) \($0)" }
    }
    return text + " (default: \(([standard] + others).joined(separator: "; ")))"
  }

  /// "0.001", or "average 0.005, bilstm 0.002, else 0.001".
  private func words<Task: TaskSettings>(
    for preferred: [(architecture: String, text: String)], in task: Task.Type
  ) -> String {
    guard case .choices(let architectures) = task.architecture.allowed else { return standardScalar.text }
    let rest = architectures.count > preferred.count ? [standardScalar.text] : []
    if Set(preferred.map(\.text) + rest).count == 1 { return preferred[0].text }
    return (preferred.map { "\($0.architecture) \($0.text)" } + rest.map { "else \($0)" }).joined(separator: ", ")
  }

  fileprivate var completion: CompletionKind? {
    if case .choices(let names) = allowed { return .list(names) }
    return switch placeholder {
    case "file", "file|none", "file|name", "balanced|file": .file()
    case "dir": .directory
    default: nil
    }
  }
}
