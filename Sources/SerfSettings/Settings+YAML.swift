import Yams

// MARK: - Writing
extension Settings {
  /// All saved settings, a line each in declared order, grouped under their titles; reads back to the same bits.
  public func yaml() -> String {
    var lines: [String] = []
    for group in list.groups {
      let saved = group.settings.filter(\.isSaved)
      guard !saved.isEmpty else { continue }
      lines.append((lines.isEmpty ? "" : "\n") + "# \(group.title)")
      lines += saved.map { "\($0.name): \(scalar(of: $0).yaml)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

// MARK: - Reading
extension Settings {
  /// Reads what ``yaml()`` or a person wrote.
  /// - Parameter file: the name that messages give to the file.
  public init(yaml: String, file: String? = nil, list: SettingList) throws(SettingError) {
    self.init(list)
    try set(yaml: yaml, file: file)
  }

  /// Says all values of a YAML file: a flat mapping of names to values, each name once.
  /// - Throws: `SettingError` with file and line.
  public mutating func set(yaml: String, file: String? = nil) throws(SettingError) {
    guard let root = try Self.compose(yaml, file: file) else { return }
    guard case .mapping(let mapping) = root else {
      throw .notAMapping(found: root.summary).at(file: file, line: root.mark?.line)
    }
    for (key, value) in mapping {
      do throws(SettingError) {
        guard let name = key.scalar?.string else { throw .notAMapping(found: key.summary) }
        try set(name, node: value)
      } catch {
        throw error.at(file: file, line: key.mark?.line)
      }
    }
  }

  private mutating func set(_ name: String, node: Node) throws(SettingError) {
    switch node {
    case .scalar(let scalar):
      // Only a plain null is one: a quoted "null" may be the name of a column.
      if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        try setAbsent(name)
      } else {
        try set(name, scalar.string)
      }
    case .sequence(let sequence):
      let texts = sequence.compactMap { $0.scalar?.string }
      guard texts.count == sequence.count else { throw .notAScalar(name: name, found: "a nested list") }
      guard case .texts = try list.setting(named: name).standardScalar else {
        throw .notAScalar(name: name, found: "a list")
      }
      try set(name, .texts(texts))
    case .mapping, .alias:
      _ = try list.setting(named: name)
      throw .notAScalar(name: name, found: node.summary)
    }
  }

  /// A null empties a list and unsets an optional; elsewhere it is a wrong type.
  private mutating func setAbsent(_ name: String) throws(SettingError) {
    let isList = if case .texts = try list.setting(named: name).standardScalar { true } else { false }
    try set(name, isList ? .texts([]) : .absent)
  }

  private static func compose(_ yaml: String, file: String?) throws(SettingError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      throw .repeated(name: names.first ?? "a name").at(file: file, line: context.mark.line)
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw .notYAML(problem).at(file: file, line: mark.line)
    } catch {
      throw .notYAML("it can't be read as UTF-8 text").at(file: file, line: nil)
    }
  }
}

extension Node {
  fileprivate var summary: String {
    switch self {
    case .scalar(let scalar): "the text '\(scalar.string.prefix(40))'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension SettingScalar {
  fileprivate var yaml: String {
    switch self {
    case .absent: "null"
    case .integer, .number, .flag: text
    case .text(let value): Self.quotedIfNeeded(value)
    case .texts(let values): "[" + values.map(Self.quotedIfNeeded).joined(separator: ", ") + "]"
    }
  }

  /// A word that no reader of YAML takes for anything but a text stays bare.
  private static func quotedIfNeeded(_ value: String) -> String {
    let other = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
    let isBare =
      value.first.map { $0.isASCII && $0.isLetter } == true && !other.contains(value.lowercased())
      && value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"): true
        default: false
        }
      }
    return isBare ? value : quoted(value)
  }

  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\\(scalar)"
      case 0x0A: result += "\\n"
      case 0x09: result += "\\t"
      // Controls, line ends of other writers, the byte order mark and noncharacters are not printable YAML.
      case 0...0x1F, 0x7F...0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
