/// The settings of one task, and what each of its architectures prefers.
public protocol TaskSettings {
  /// All settings, in the order of `settings.yaml` and `--help`.
  static var list: SettingList { get }

  static var architecture: Setting<String> { get }

  /// The folder that a model is written to.
  static var model: Setting<String> { get }

  /// The defaults of an architecture, over the standards and under everything that a user says.
  static func defaults(for architecture: String) -> [String: String]

  /// The defaults that other settings ask for, over those of the architecture, which may be among them.
  static func furtherDefaults(_ settings: Settings) -> [String: String]

  /// What ``furtherDefaults(_:)`` are, for help: under which condition, and which defaults.
  static var variants: [(condition: String, defaults: [String: String])] { get }

  /// The settings that have no effect on the network that the settings ask for, and why not.
  static func unused(under settings: Settings) -> [String: VainReason]
}

/// Why a setting has no effect.
public enum VainReason: Hashable, Sendable {
  /// The architecture has no such part.
  case architecture(String)
  /// What the network gets to see leaves such a part out.
  case circumstances(String)

  /// As in "--heads has no effect …".
  public var text: String {
    switch self {
    case .architecture(let name): "on the architecture \(name)"
    case .circumstances(let text): text
    }
  }
}

/// A setting that was said and has no effect.
public struct VainSetting: Sendable {
  public let setting: any AnySetting
  public let reason: VainReason

  /// "--heads has no effect on the architecture average".
  public var note: String { "--\(setting.name) has no effect \(reason.text)" }
}

extension TaskSettings {
  public static func furtherDefaults(_ settings: Settings) -> [String: String] { [:] }

  public static var variants: [(condition: String, defaults: [String: String])] { [] }

  /// The defaults of a setting by architecture, for those that have one of their own.
  public static func defaults(of setting: some AnySetting) -> [(architecture: String, text: String)] {
    guard case .choices(let architectures) = architecture.allowed else { return [] }
    return architectures.compactMap { name in defaults(for: name)[setting.name].map { (name, $0) } }
  }
}

extension Settings {
  /// Puts the defaults of the chosen architecture, and of the chosen optimiser over them, under everything said; call it
  /// once the user's layers are applied.
  public mutating func preferDefaults<Task: TaskSettings>(of task: Task.Type) throws(SettingError) {
    let further = task.furtherDefaults(self)
    try prefer(further)
    let architecture = task.defaults(for: self[task.architecture]).merging(further) { $1 }
    try prefer(architecture)
    let optimizer = LearningSettings.defaults(forOptimizer: self[LearningSettings.optimizer])
    var all = architecture.merging(optimizer, uniquingKeysWith: { $1 })
    // Who says the one way to measure a batch does not want the other, which is only a default.
    if isSaid(LearningSettings.batchSize) { all[LearningSettings.batchTokens.name] = nil }
    try prefer(all)
  }

  /// What a user asked for in vain: said otherwise than the default, and without effect on the chosen network.
  public func saidInVain<Task: TaskSettings>(of task: Task.Type) -> [VainSetting] {
    let unused = task.unused(under: self)
    return list.settings.compactMap { setting in
      guard let reason = unused[setting.name], saysOtherwise(setting) else { return nil }
      return VainSetting(setting: setting, reason: reason)
    }
  }
}
