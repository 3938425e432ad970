/// Settings that belong together under one title, in the order in which help and files show them.
public struct SettingGroup: Sendable {
  public let title: String
  public let settings: [any AnySetting]

  public init(_ title: String, _ settings: [any AnySetting]) {
    self.title = title
    self.settings = settings
  }
}

/// All settings of a task, in declared order.
/// - Invariant: no two settings have one name.
public struct SettingList: Sendable {
  public let groups: [SettingGroup]
  private let byName: [String: any AnySetting]

  public init(_ groups: [SettingGroup]) {
    self.groups = groups
    byName = Dictionary(
      groups.flatMap(\.settings).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in preconditionFailure("two settings are named \(first.name)") })
  }

  public var settings: [any AnySetting] { groups.flatMap(\.settings) }

  public var names: [String] { settings.map(\.name) }

  /// - Throws: `SettingError` with code `unknownName`, which suggests the nearest name.
  public func setting(named name: String) throws(SettingError) -> any AnySetting {
    guard let found = byName[name] else {
      throw .unknownName(name, nearest: NearestName.find(name, among: names))
    }
    return found
  }
}
